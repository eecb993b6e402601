// A certified OpenID provider (panva/oidc-provider) that answers like Pro Santé Connect: its claims, its strength, its address of the description.
//   node provider.mjs PORT CLIENT_ID CLIENT_SECRET REDIRECT_URI POST_LOGOUT_REDIRECT_URI
// Whoever signs in says so themself: /interaction/ID?login=NATIONAL_ID&acr=eidas1[&sub=SUBJECT]
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const [port, clientId, clientSecret, redirectUri, logoutUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

// What a person is called there, by subject.
const people = new Map();

const claimsOf = (subject) => ({
  sub: subject,
  preferred_username: people.get(subject),
  SubjectNameID: people.get(subject),
  given_name: 'KIT',
  family_name: 'DOC0042786',
  SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
  Secteur_Activite: 'SA07^1.2.250.1.71.4.2.4',
  Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
  otherIds: [{ identifiant: people.get(subject), origine: 'RPPS', qualite: 1 }],
  SubjectRefPro: { codeCivilite: 'M', exercices: [{ codeProfession: '10', codeCategorieProfessionnelle: 'C', nomDexercice: 'DOC0042786', prenomDexercice: 'KIT', activities: [] }] },
});

const provider = new Provider(issuer, {
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirectUri],
    post_logout_redirect_uris: [logoutUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'spec' }] },
  cookies: { keys: ['spec'] },
  scopes: ['openid', 'scope_all'],
  claims: { openid: ['sub'], scope_all: Object.keys(claimsOf('')).filter((name) => name !== 'sub'), acr: null },
  acrValues: ['eidas1', 'eidas0'],
  pkce: { required: () => true },
  ttl: { AccessToken: 120, IdToken: 120 },
  features: { devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, subject) => ({ accountId: subject, claims: () => claimsOf(subject) }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid scope_all');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();

const server = createServer(async (request, response) => {
  const url = new URL(request.url, issuer);
  if (url.pathname === '/.well-known/wallet-openid-configuration') request.url = '/.well-known/openid-configuration';
  if (!url.pathname.startsWith('/interaction/')) return answer(request, response);
  const login = url.searchParams.get('login');
  const subject = url.searchParams.get('sub') ?? `f:550e8400-e29b-41d4-a716-446655440000:${login}`;
  people.set(subject, login);
  await provider.interactionFinished(request, response, { login: { accountId: subject, acr: url.searchParams.get('acr') } });
});
// Node.js closes a connection after five idle seconds: just as a slow spec reuses it for the code, which no client may send twice.
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));

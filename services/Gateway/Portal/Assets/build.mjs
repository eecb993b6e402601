// One pass over all sources; see ./build. Names of what is loaded later carry a digest of their content: a browser may keep them for ever.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as esbuild from 'esbuild';
import * as sass from 'sass';
import subsetFont from 'subset-font';

const out = process.argv[2];
const digest = (content) => createHash('sha256').update(content).digest('hex').slice(0, 10);

for (const folder of ['js', 'fonts', 'icons']) {
  rmSync(join(out, folder), { recursive: true, force: true });
  mkdirSync(join(out, folder), { recursive: true });
}

// The characters of French and English, the weights that the stylesheet uses: two thirds of the font's bytes.
const characters = Array.from({ length: 0x5f }, (_, i) => String.fromCharCode(0x20 + i)).join('')
  + '\u00a0\u202f«»°·éèêëàâäîïôöùûüçœæÉÈÊËÀÂÄÎÏÔÖÙÛÜÇŒÆ’‘“”–—…→≥≤×²³µ€';
const font = await subsetFont(
  readFileSync('node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2'), characters,
  { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 700 } } });
const fontName = `fonts/figtree-latin-${digest(font)}.woff2`;
writeFileSync(join(out, fontName), font);
// What is drawn as a PDF has no other typeface to fall back on: one that has what people type about patients, Greek letters and signs of mathematics included.
const written = [[0x20, 0x7e], [0xa0, 0x17f], [0x2c6, 0x2dd], [0x370, 0x3ff], [0x2010, 0x205e], [0x2070, 0x209c], [0x20ac, 0x20ac], [0x2100, 0x214f], [0x2150, 0x218b], [0x2190, 0x21ff], [0x2200, 0x22ff], [0x25a0, 0x25ff], [0x2610, 0x2642]]
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i))).join('');
for (const [name, file] of [['paper', 'DejaVuSans'], ['paper-bold', 'DejaVuSans-Bold']])
  writeFileSync(join(out, `fonts/${name}.ttf`), await subsetFont(readFileSync(`node_modules/dejavu-fonts-ttf/ttf/${file}.ttf`), written, { targetFormat: 'sfnt' }));

const { css } = sass.compile('scss/portal.scss', { loadPaths: ['node_modules/govuk-frontend/dist/govuk'], style: 'compressed', charset: false });
const style = css
  .replace('FONT', fontName)
  // Paper has the same typeface, and every custom property has its value: neither needs saying a second time.
  .replaceAll(/@media print\{[^{}]*\{font-family:"Figtree",system-ui,sans-serif\}\}/g, '')
  .replaceAll(/var\((--govuk-[a-z-]+-colour), ?#[0-9a-f]{3,6}\)/g, 'var($1)');
writeFileSync(join(out, 'portal.css'), style);

const common = { bundle: true, minify: true, target: 'es2022', legalComments: 'none', write: true, logLevel: 'warning' };
const modules = { ...common, outdir: out, format: 'esm', conditions: ['browser'] };
// The client of the upload protocol is made apart: what its old modules need must not come before the first page.
const client = await esbuild.build({
  ...modules, metafile: true, entryNames: 'js/tus-[hash]',
  stdin: { contents: "export { Upload } from 'tus-js-client';", resolveDir: '.' },
});
const tus = `./${relative(out, Object.keys(client.metafile.outputs)[0])}`;
await esbuild.build({
  ...modules, entryPoints: ['js/portal.js'], splitting: true, chunkNames: 'js/[name]-[hash]', define: { TUS: JSON.stringify(tus) },
});

for (const icon of readdirSync('icons').filter((name) => /\.(svg|png)$/.test(name)))
  copyFileSync(join('icons', icon), join(out, icon === 'favicon.svg' ? icon : join('icons', icon)));
copyFileSync('manifest.webmanifest', join(out, 'manifest.webmanifest'));

const version = digest(['portal.css', 'portal.js'].map((name) => digest(readFileSync(join(out, name)))).join());
await esbuild.build({ ...common, entryPoints: ['js/sw.js'], outdir: out, format: 'iife', define: { VERSION: JSON.stringify(version) } });

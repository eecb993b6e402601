using CptsReferral.Gateway;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.ServiceDefaults;
using CptsReferral.Referrals;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.AddServiceDefaults("gateway");
builder.AddPersistence(ReferralsModel.Configure, GatewayModel.Configure);
builder.AddMessaging();
builder.AddGateway();

var app = builder.Build();
app.MapServiceDefaults(worksWithout: MessagingTelemetry.HealthTag);
app.MapGateway();
await app.RunAsync();

using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.ServiceDefaults;
using CptsReferral.Referrals;
using CptsReferral.Routing;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("routing");
builder.AddPersistence(ReferralsModel.Configure, RoutingModel.Configure);
builder.AddMessaging(bus => bus.AddRoutingSaga());
builder.AddRouting();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();

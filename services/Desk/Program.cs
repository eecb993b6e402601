using CptsReferral.Desk;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.ServiceDefaults;
using CptsReferral.Referrals;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("desk");
builder.AddPersistence(ReferralsModel.Configure);
builder.AddMessaging(bus => bus.AddDeskConsumers());
builder.AddDesk();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();

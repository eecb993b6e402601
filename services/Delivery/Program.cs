using CptsReferral.Delivery;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.ServiceDefaults;
using CptsReferral.Referrals;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("delivery");
builder.AddPersistence(ReferralsModel.Configure, DeliveryModel.Configure);
builder.AddMessaging(DeliveryRegistration.AddDeliveryConsumers);
builder.AddDelivery();
var app = builder.Build();
app.MapServiceDefaults();
app.Run();

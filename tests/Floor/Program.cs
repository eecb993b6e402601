using CptsReferral.Floor;
using CptsReferral.Floor.Api;
using CptsReferral.Floor.Queues;
using CptsReferral.Floor.Stores;

var builder = WebApplication.CreateSlimBuilder(args);
// Not a line for a request: where its diagnostics are on, the host makes a scope for each one.
builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddFloor(FloorOptions.Of(builder.Configuration));
await using var app = builder.Build();
app.MapReferrals();
await app.Services.GetRequiredService<IStore>().PrepareAsync();
await app.Services.GetRequiredService<IQueues>().OpenAsync();
await app.RunAsync();

using CptsReferral.Gateway.SignIn;
using CptsReferral.Referrals.People;
using CptsReferral.Standalone.Demo;
using Microsoft.AspNetCore.Connections;

namespace CptsReferral.Standalone;

/// <summary>What somebody who starts the program for the first time needs to read or to be asked.</summary>
static class FirstSteps
{
    /// <returns>Whether it serves. That somebody else has its address is the last thing said, in a sentence.</returns>
    public static async Task<bool> ServesAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
            return true;
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            // What had begun already ends before it is said.
            await app.StopAsync();
            Say($"Another program listens on {app.Configuration[WebHostDefaults.ServerUrlsKey] ?? EmbeddedDefaults.Urls} already. Choose another address:  --urls http://localhost:5081");
            return false;
        }
    }

    public static async Task WelcomeAsync(this WebApplication app, StandaloneArguments arguments)
    {
        var address = EmbeddedDefaults.Reachable(app.Urls.First());
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await AddAskedAccountsAsync(scope.ServiceProvider, arguments);
            if (!arguments.People && !await scope.ServiceProvider.GetRequiredService<Accounts>().HasCoordinatorAsync())
                await AskForCoordinatorAsync(scope.ServiceProvider);
        }

        Say($"CPTS Referral listens on {string.Join(", ", app.Urls)}");
        Say($"  Portal            {address}/");
        Say($"  API description   {address}/openapi/v1.json");
        Say($"  Health            {address}/health/ready");
        Say($"  Data              {arguments.Data}");
        if (!arguments.Demo)
            return;
        Say("  Demo accounts     OAuth 2 client credentials, secret \"demo\":");
        foreach (var person in DemoPeople.All)
            Say($"    {person.ClientId,-22}{person.Person.DisplayName} ({person.Person.Function})");
        if (await DemoRequests.PostAsync(new Uri(app.Urls.First()), app.Lifetime.ApplicationStopping))
            Say("  A dozen demo requests are in, each in another state.");
    }

    /// <summary>Accounts that the command line asks for.</summary>
    public static async Task AddAskedAccountsAsync(IServiceProvider services, StandaloneArguments arguments)
    {
        if (arguments.People)
            await DemoPeople.EnsureAsync(services);
        if (arguments.Coordinator is { } name)
            await AddCoordinatorAsync(services, name, arguments.Email ?? "");
    }

    // At a keyboard we ask; started by a service manager, we say what to run.
    static async Task AskForCoordinatorAsync(IServiceProvider services)
    {
        Say("This switchboard is empty: it needs its first coordinator.");
        if (Console.IsInputRedirected)
        {
            Say("  Start it once with:  --coordinator \"Name of the person\" --email person@example.org");
            Say("  or, to look around with invented people:  --demo");
            return;
        }

        var name = Ask("  Name of the coordinator: ");
        var email = Ask("  Mail address: ");
        if (name.Length > 0 && email.Length > 0)
            await AddCoordinatorAsync(services, name, email);
    }

    static async Task AddCoordinatorAsync(IServiceProvider services, string name, string email)
    {
        var credentials = await services.GetRequiredService<Accounts>().AddAsync(
            new Person { DisplayName = name, Email = email, Function = Functions.Coordinator });
        Say($"Coordinator added: {name}");
        Say($"  client_id      {credentials.ClientId}");
        Say($"  client_secret  {credentials.ClientSecret}   (shown once)");
        if (await services.GetRequiredService<Activations>().IssueAsync(credentials.PersonId) is { } link)
            Say($"  sign in        {services.GetRequiredService<IConfiguration>()["Delivery:PublicUrl"]?.TrimEnd('/')}{link.Path}   (opens once, for {Activations.Lifetime.Days} days)");
    }

    static string Ask(string question)
    {
        Console.Write(question);
        return Console.ReadLine()?.Trim() ?? "";
    }

    static void Say(string line) => Console.WriteLine(line);
}

using Shouldly;
using Xunit;

namespace CptsReferral.Architecture.Deployment;

/// <summary>docker-compose.yml describes what the code can really read and start.</summary>
public sealed class The_split_shape
{
    static readonly string[] Hosts = ["gateway", "routing", "desk", "delivery"];

    /// <summary>Keys that frameworks read; everything else has to be an option of ours.</summary>
    static readonly string[] FrameworkKeys = ["OTEL_EXPORTER_OTLP_ENDPOINT", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_FORWARDEDHEADERS_ENABLED"];

    /// <summary>What both Compose v2 and docker-compose 1.29 accept at the top.</summary>
    static readonly string[] TopLevel = ["services", "volumes", "networks"];

    static readonly ComposeFile Compose = ComposeFile.Load();

    [Fact]
    public void Every_part_is_there() =>
        Hosts.Concat(["migrate", "rabbitmq", "rabbitmq-users", "sqlserver", "sqlserver-users", "collector"]).Except(Compose.Services.Select(service => service.Name)).ShouldBeEmpty();

    [Fact]
    public void Every_lasting_service_says_whether_it_is_well() =>
        Compose.Services.Where(service => !service.IsJob && !service.HasHealthCheck).Select(service => service.Name).ShouldBeEmpty();

    [Fact]
    public void Hosts_start_after_the_schema_and_the_broker()
    {
        foreach (var host in Hosts)
        {
            Compose[host].WaitsFor.ShouldContainKeyAndValue("migrate", "service_completed_successfully");
            Compose[host].WaitsFor.ShouldContainKeyAndValue("rabbitmq", "service_healthy");
        }

        Compose["migrate"].WaitsFor.ShouldContainKeyAndValue("sqlserver", "service_healthy");
    }

    [Fact]
    public void The_users_of_the_hosts_are_there_before_anybody_logs_in()
    {
        Compose["migrate"].WaitsFor.ShouldContainKeyAndValue("sqlserver-users", "service_completed_successfully");
        Compose["sqlserver-users"].WaitsFor.ShouldContainKeyAndValue("sqlserver", "service_healthy");
        Compose["rabbitmq"].WaitsFor.ShouldContainKeyAndValue("rabbitmq-users", "service_completed_successfully");

        // What the one writes is what the other loads whenever it starts.
        var kept = Compose["rabbitmq"].Mounts.Single(mount => mount.From == "rabbitmq-users").To;
        Compose["rabbitmq-users"].Mounts.ShouldContain(mount => mount.From == "rabbitmq-users");
        File.ReadLines(Path.Combine(RepositoryTree.Root, "infra/rabbitmq/rabbitmq.conf")).ShouldContain($"load_definitions = {kept}/definitions.json");
    }

    [Fact]
    public void No_host_shares_a_user_and_none_is_an_administrator()
    {
        string[] known = [.. Hosts, "migrate"];
        foreach (var name in known)
        {
            var password = $"{{CPTS_SQL_{name.ToUpperInvariant()}_PASSWORD:?";
            Compose[name].Environment["Database__ConnectionString"].ShouldContain($";User Id=cpts_{name};Password=${password}");
        }

        foreach (var host in Hosts)
            Compose[host].Environment["Bus__Uri"].ShouldStartWith($"amqp://cpts_{host}:${{CPTS_RABBITMQ_{host.ToUpperInvariant()}_PASSWORD:?");
        Compose["migrate"].Environment.Keys.ShouldNotContain("Bus__Uri", "the job sends nothing");
        // The administrators' passwords reach the servers, and the jobs that make the users.
        WhoKnows("CPTS_SQL_PASSWORD").ShouldBe(["sqlserver", "sqlserver-users"]);
        WhoKnows("CPTS_RABBITMQ_ADMIN_PASSWORD").ShouldBe(["rabbitmq-users"]);
    }

    [Fact]
    public void Every_user_is_made_for_either_server_and_for_the_broker()
    {
        foreach (var host in Hosts)
        {
            foreach (var file in (string[])["infra/database/postgresql.sql", "infra/database/sqlserver.sql", "infra/rabbitmq/definitions.sh"])
                File.ReadAllText(Path.Combine(RepositoryTree.Root, file)).ShouldContain($"cpts_{host}", customMessage: file);
            foreach (var job in (string[])["sqlserver-users", "rabbitmq-users"])
                Compose[job].Environment.Keys.ShouldContain($"{host.ToUpperInvariant()}_PASSWORD", job);
        }
    }

    [Fact]
    public void One_recipe_builds_every_host()
    {
        foreach (var service in Compose.Services.Where(service => service.BuildsHost is not null))
        {
            service.Dockerfile.ShouldBe("infra/docker/Dockerfile");
            File.Exists(Path.Combine(RepositoryTree.Root, $"services/{service.BuildsHost}/CptsReferral.{service.BuildsHost}.csproj"))
                .ShouldBeTrue($"{service.Name} builds {service.BuildsHost}, which is no host");
        }

        Hosts.ShouldAllBe(host => string.Equals(Compose[host].BuildsHost, host, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_secret_stands_in_the_file()
    {
        string[] words = ["Password", "Pwd", "Pass", "Secret", "Token", "ApiKey", "Sealing"];
        var faults = new List<string>();
        foreach (var service in Compose.Services)
        {
            foreach (var (key, value) in service.Environment)
            {
                var named = words.Any(word => key.EndsWith(word, StringComparison.OrdinalIgnoreCase) || value.Contains(word + "=", StringComparison.OrdinalIgnoreCase))
                    || value.Contains('@', StringComparison.Ordinal);
                if (named && value.Length > 0 && !value.Contains(":?", StringComparison.Ordinal) && !value.EndsWith(":-}", StringComparison.Ordinal)
                    && key != "Delivery__Mail__From")
                {
                    faults.Add($"{service.Name}: {key}");
                }
            }
        }

        faults.ShouldBeEmpty("a secret comes from the environment; a needed one stops compose when it is absent: ${NAME:?message}");
    }

    [Fact]
    public void The_example_names_every_variable_and_gives_no_secret()
    {
        var used = Variables(File.ReadAllText(Path.Combine(RepositoryTree.Root, "docker-compose.yml"))).ToHashSet(StringComparer.Ordinal);
        var example = File.ReadLines(Path.Combine(RepositoryTree.Root, ".env.example"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        used.ShouldBe(example.Keys, ignoreOrder: true);
        example.Where(pair => (pair.Key.EndsWith("PASSWORD", StringComparison.Ordinal) || pair.Key.EndsWith("USER", StringComparison.Ordinal)) && pair.Value.Length > 0)
            .ShouldBeEmpty();
        File.ReadLines(Path.Combine(RepositoryTree.Root, ".gitignore")).ShouldContain(".env");
    }

    [Fact]
    public void Every_setting_is_an_option_that_a_host_reads()
    {
        var options = Rooms.Services.SelectMany(room => room.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true })
            .ToLookup(type => (string)type.GetField("Section")!.GetRawConstantValue()!, StringComparer.OrdinalIgnoreCase);

        var faults = new List<string>();
        foreach (var service in Compose.Services.Where(service => service.BuildsHost is not null))
        {
            foreach (var key in service.Environment.Keys.Except(FrameworkKeys).Where(key => !key.StartsWith("Logging__", StringComparison.Ordinal)))
            {
                var parts = key.Split("__");
                if (!Enumerable.Range(1, parts.Length - 1).Any(split => options[string.Join(':', parts[..split])]
                    .Any(type => type.GetProperty(parts[split]) is not null)))
                {
                    faults.Add($"{service.Name}: {key}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Mounted_files_exist() =>
        Compose.Services.SelectMany(service => service.MountedFiles)
            .Where(path => !Path.Exists(Path.Combine(RepositoryTree.Root, path)))
            .ShouldBeEmpty();

    [Fact]
    public void Old_and_new_compose_both_read_it()
    {
        Compose.TopLevel.Where(key => !TopLevel.Contains(key) && !key.StartsWith("x-", StringComparison.Ordinal)).ShouldBeEmpty();

        var recipe = File.ReadAllText(Path.Combine(RepositoryTree.Root, "infra/docker/Dockerfile"));
        recipe.ShouldNotContain("<<");
        recipe.ShouldNotContain("# syntax=");
        recipe.ShouldContain("USER 1654");
    }

    static IEnumerable<string> WhoKnows(string variable) => Compose.Services
        .Where(service => service.Environment.Values.Any(value => value.Contains($"{{{variable}:", StringComparison.Ordinal))).Select(service => service.Name);

    static IEnumerable<string> Variables(string text) =>
        text.Split("${").Skip(1).Select(rest => new string([.. rest.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')]));
}

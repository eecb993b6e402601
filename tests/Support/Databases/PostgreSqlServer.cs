using CptsReferral.Support.Disks;
using CptsReferral.Support.Processes;
using Npgsql;
using Xunit;

namespace CptsReferral.Support.Databases;

/// <summary>
/// A real PostgreSQL: the server named by <c>CPTS_TEST_POSTGRES</c>, or a private cluster of the installed version, on
/// a free port, run by an ordinary user. Without either, specs that ask for a database are skipped.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    public const string Variable = "CPTS_TEST_POSTGRES";

    private const string MakeAndRun =
        """
        [ -e "$3/PG_VERSION" ] || "$1" -D "$3" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync || exit 1
        exec "$2" -D "$3" -p "$4" -k "$5" -c listen_addresses=127.0.0.1 -c max_connections=300
        """;

    // The same in every run: whoever shares a server shares its users.
    private const string UserPassword = "spec";

    private static readonly string[] HostUsers = ["migrate", "gateway", "routing", "desk", "delivery"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private DirectoryInfo? _folder;
    private SupervisedProcess? _process;
    private string[] _command = [];
    private string? _administration;
    private string? _missing;

    /// <summary>What its files are on; this machine's own disk when null.</summary>
    public SmallDisk? Disk { get; set; }

    // Beside it lies the socket of the server, which is no file.
    private string DataFolder => Path.Combine(_folder!.FullName, "data");

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            _administration = given;
        else if (FindProgram("initdb") is { } initdb && FindProgram("postgres") is { } postgres)
            await StartClusterAsync(initdb, postgres);
        else
            _missing = $"no PostgreSQL: neither {Variable} nor an installed server";
    }

    /// <summary>A fresh, empty database; skips the running spec when there is no server.</summary>
    public async Task<SpecDatabase> DatabaseAsync(CancellationToken cancellationToken)
    {
        Skip.When(_missing);
        var name = $"spec_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        var database = new NpgsqlConnectionStringBuilder(_administration) { Database = name };
        return new PostgreSqlSpecDatabase(database.ConnectionString, () => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None));
    }

    /// <summary>The same with the users of the hosts, as an administrator makes it: <see cref="AsUser"/> connects as one of them.</summary>
    public async Task<SpecDatabase> DatabaseOfHostsAsync(CancellationToken cancellationToken)
    {
        var database = await DatabaseAsync(cancellationToken);
        await MakeUsersAsync(database);
        return database;
    }

    /// <summary>Makes the users of the hosts and lets them into a database.</summary>
    public static Task MakeUsersAsync(SpecDatabase database) => Command.RunAsync([
        Tool("psql"), "--no-psqlrc", "--quiet", .. Reached(database), "--dbname", "postgres", "--file", Path.Combine(AppContext.BaseDirectory, "Databases", "postgresql.sql"),
        .. HostUsers.SelectMany(user => (string[])["--set", $"{user}_password={UserPassword}"]), "--set", $"database={NameOf(database)}"]);

    /// <summary>The connection of a user that <see cref="MakeUsersAsync"/> made, such as <c>cpts_desk</c>.</summary>
    public static NpgsqlConnectionStringBuilder AsUser(SpecDatabase database, string user) =>
        new(database.ConnectionString) { Username = user, Password = UserPassword };

    /// <summary>
    /// Everything the server keeps, after it has written all to its files: tables, the log of changes, and its own diary. Skips the
    /// running spec when the files are not on this machine.
    /// </summary>
    public async Task<string> FilesAsync(CancellationToken cancellationToken)
    {
        Skip.When(_folder is null ? "the server's files are elsewhere" : null);
        await ExecuteAsync("CHECKPOINT", cancellationToken);
        return DataFolder;
    }

    /// <summary>Processor time of the server and of all who work or worked for it.</summary>
    public async Task<TimeSpan> ProcessorAsync()
    {
        Skip.When(_folder is null ? "the server's processes are elsewhere" : null);
        var server = (await File.ReadAllLinesAsync(Path.Combine(DataFolder, "postmaster.pid")))[0];
        return ProcessFamily.Processor(int.Parse(server, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A backup as text, as administrators make them.</summary>
    public static Task<string> DumpAsync(SpecDatabase database) => Command.RunAsync([Tool("pg_dump"), .. Reached(database), NameOf(database)]);

    private static string Tool(string name)
    {
        Skip.When(FindProgram(name) is null ? $"no {name}" : null);
        return FindProgram(name)!;
    }

    private static string NameOf(SpecDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static string[] Reached(SpecDatabase database)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return ["--host", connection.Host!, "--port", connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--username", connection.Username!];
    }

    /// <summary>Puts an empty database in the place of this one, whoever is connected.</summary>
    public async Task EmptyAsync(SpecDatabase database, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"DROP DATABASE {NameOf(database)} WITH (FORCE)", cancellationToken);
        await ExecuteAsync($"CREATE DATABASE {NameOf(database)}", cancellationToken);
    }

    /// <summary>kill -9 of the server.</summary>
    public Task KillAsync() => Own.KillAsync();

    /// <summary>As a service manager stops it: those who are connected are told to go.</summary>
    public Task StopAsync() => Own.StopAsync("int");

    /// <summary>Again on what it has kept.</summary>
    public Task StartAgainAsync() => Eventually.ShouldBeAsync(
        async () =>
        {
            // The helpers of a killed server may hold its memory for a moment; until they have let go no other one starts.
            if (Own.HasEnded)
                _process = Begin();
            return await AnswersAsync();
        },
        expected: true,
        CancellationToken.None,
        Patience);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync("int");
        _folder?.Refresh();
        if (_folder is { Exists: true })
            _folder.Delete(recursive: true);
    }

    private SupervisedProcess Own => _process ?? throw new InvalidOperationException("This server is not ours to stop.");

    private SupervisedProcess Begin() => SupervisedProcess.Start(_folder!.FullName, new Dictionary<string, string>(StringComparer.Ordinal), _command);

    private async Task StartClusterAsync(string initdb, string postgres)
    {
        _folder = Disk is null ? Directory.CreateTempSubdirectory("cpts-postgres-") : Directory.CreateDirectory(Path.Combine(Disk.Folder, "postgres"));
        var asUser = await AsOrdinaryUserAsync(_folder.FullName);
        var data = DataFolder;
        var port = FreePort.Next();
        // Both under the supervisor: a run that is killed while the cluster is being made leaves nothing either.
        _command = [.. asUser, "bash", "-c", MakeAndRun, "cluster", initdb, postgres, data, $"{port}", _folder.FullName];
        _process = Begin();
        _administration = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=40";
        await Eventually.ShouldBeAsync(
            async () => _process.HasEnded ? throw new InvalidOperationException("PostgreSQL ended at once.") : await AnswersAsync(),
            expected: true,
            CancellationToken.None,
            Patience);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1", CancellationToken.None);
            return true;
        }
        catch (NpgsqlException) when (_process is not null)
        {
            return false;
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_administration + ";Pooling=false");
        await using (connection)
        {
            await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // The only variable part is a name made here.
            var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            await using (command)
                await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // PostgreSQL refuses to run as root.
    private static async Task<string[]> AsOrdinaryUserAsync(string folder)
    {
        if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
            return [];
        var user = (await File.ReadAllLinesAsync("/etc/passwd")).Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";
        await Command.RunAsync("chown", user, folder);
        return ["setpriv", $"--reuid={user}", "--clear-groups", "--"];
    }

    private static string? FindProgram(string name)
    {
        var packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        return packaged
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>Where screenshots of failed specs go: beside the reports of <c>tests/run</c>.</summary>
static class Pictures
{
    public static string Repository { get; } = Root();

    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Repository, "tests", "TestResults", "portal")).FullName;

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CptsReferral.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The specs do not run inside the repository.");
        return folder.FullName;
    }
}

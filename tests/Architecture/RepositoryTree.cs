using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace CptsReferral.Architecture;

/// <summary>The source tree as files: what reflection cannot see.</summary>
static class RepositoryTree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string under, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, under), pattern, SearchOption.AllDirectories).Where(IsSource);

    public static IEnumerable<string> Folders(string under) =>
        Directory.EnumerateDirectories(Path.Combine(Root, under), "*", SearchOption.AllDirectories).Where(IsSource);

    public static IEnumerable<Project> Projects(string under) => Files(under, "*.csproj").Select(path => new Project(path));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    static bool IsSource(string path) =>
        !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "TestResults" or "node_modules");

    static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CptsReferral.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("CptsReferral.sln was not found above " + here);
    }
}

/// <summary>A project file, read as the XML it is.</summary>
sealed class Project(string path)
{
    readonly XDocument xml = XDocument.Load(path);

    public string Name => Path.GetFileNameWithoutExtension(path);

    public string Folder => Path.GetDirectoryName(path)!;

    public IReadOnlyList<string> References =>
        [.. Includes("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))];

    public IReadOnlyList<string> Packages => [.. Includes("PackageReference")];

    public override string ToString() => RepositoryTree.Relative(path);

    IEnumerable<string> Includes(string element) =>
        xml.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}

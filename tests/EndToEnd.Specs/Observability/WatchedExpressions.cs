using System.Runtime.CompilerServices;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace CptsReferral.EndToEnd.Specs.Observability;

/// <summary>Every expression of the committed dashboard and alert rules, with the place it stands in.</summary>
static class WatchedExpressions
{
    public static IReadOnlyList<(string Place, string Expression)> All()
    {
        var infra = FindInfra();
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(infra, "grafana/dashboards"), "*.json").SelectMany(OfDashboard),
            .. OfRules(Path.Combine(infra, "prometheus/alerts.yml")),
        ];
    }

    static IEnumerable<(string Place, string Expression)> OfDashboard(string file)
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            var title = $"{Path.GetFileName(file)}, panel '{panel.GetProperty("title").GetString()}'";
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
            {
                yield return (title, target.GetProperty("expr").GetString()!);
            }
        }
    }

    static List<(string Place, string Expression)> OfRules(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(file);
        yaml.Load(reader);
        var groups = (YamlSequenceNode)yaml.Documents[0].RootNode["groups"];
        return
        [
            .. groups.SelectMany(group => (YamlSequenceNode)group["rules"])
                .Select(rule => ($"{Path.GetFileName(file)}, rule {rule["alert"]}", rule["expr"].ToString())),
        ];
    }

    static string FindInfra([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../infra"));
}

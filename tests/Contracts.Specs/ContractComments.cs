using System.Runtime.CompilerServices;

namespace CptsReferral.Contracts.Specs;

/// <summary>The summary that stands above a contract in its file.</summary>
static class ContractComments
{
    public static string Of(Type contract, [CallerFilePath] string here = "")
    {
        var folder = contract.Namespace!["CptsReferral.Contracts".Length..].Replace('.', '/').TrimStart('/');
        var file = Path.Combine(Path.GetDirectoryName(here)!, "../../contracts/CptsReferral.Contracts", folder, $"{contract.Name}.cs");
        var comment = string.Join(' ', File.ReadLines(file)
            .TakeWhile(line => !line.StartsWith("public ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(line => line[3..].Trim()));
        var start = comment.IndexOf("<summary>", StringComparison.Ordinal) + "<summary>".Length;
        return comment[start..comment.IndexOf("</summary>", StringComparison.Ordinal)].Trim();
    }
}

using System.Globalization;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>What came back, and what it amounts to in the words of the table.</summary>
/// <param name="Location">Where it leads, when it leads anywhere.</param>
/// <param name="Text">All that it says, headers included; of a stream of events only the headers.</param>
sealed record Seen(int Status, Uri? Location, string Text)
{
    public const string In = "in";
    public const string SignIn = "sign-in";
    public const string ItsPage = "its page";

    static readonly int[] Shut = [401, 403, 404];

    public string Outcome => this switch
    {
        { Status: >= 300 and < 400, Location.AbsolutePath: "/sign-in" } => SignIn,
        { Status: >= 300 and < 400, Location: { Query: "", Segments: [_, "referrals/", _] } } => ItsPage,
        { Status: < 400 } => In,
        _ => Status.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Whoever is told this is told nothing else.</summary>
    public bool IsRefusal => Outcome == SignIn || Shut.Contains(Status);
}

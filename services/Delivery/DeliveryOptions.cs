namespace CptsReferral.Delivery;

/// <summary>How answers come home.</summary>
sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>Where people reach the switchboard; notices link there.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>How long a notice whose channel is down or busy is tried again, at growing intervals, before its message counts as failed.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The first of those intervals; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the doubling ends.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>When to try again what has failed so many times.</summary>
    public TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts, 20) - 1);
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>The page of one request. The id tells nothing about anybody.</summary>
    public Uri LinkTo(Guid referralId) => new($"{PublicUrl.TrimEnd('/')}/r/{referralId:D}");

    /// <summary>Where the data-protection officer reviews what was opened in an emergency.</summary>
    public Uri LinkToReviews => new($"{PublicUrl.TrimEnd('/')}/break-glass");
}

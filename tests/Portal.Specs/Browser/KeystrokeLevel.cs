namespace CptsReferral.Portal.Specs.Browser;

/// <summary>
/// How long somebody who knows the page would take, from what their hand did: the keystroke-level model (Card, Moran and Newell, Communications of the
/// ACM 23, 1980). A touch counts as pointing with their mouse, which is slower. Keys are those of a phone.
/// </summary>
static class KeystrokeLevel
{
    /// <summary>M, thinking of what comes next: as Kieras puts it for whoever knows the task (University of Michigan, 2001).</summary>
    const double Thinking = 1.2;

    /// <summary>P: bringing a finger to a place.</summary>
    const double Pointing = 1.1;

    /// <summary>H, a hand on its way: a swipe aims at nothing.</summary>
    const double Swiping = 0.4;

    /// <summary>R: waiting for a page.</summary>
    const double Page = 1;

    /// <summary>Of five letters. 37 370 people on their own phones (Palin et al., MobileHCI 2019): 36.2 a minute; those above forty: 29.</summary>
    const double WordsAMinute = 36.2;

    const double WordsAMinuteAboveForty = 29;

    public static double Seconds(Hand hand) => Seconds(hand, WordsAMinute);

    /// <summary>Of somebody who types more slowly.</summary>
    public static double SlowSeconds(Hand hand) => Seconds(hand, WordsAMinuteAboveForty);

    public static string Say(Hand hand) =>
        $"{hand.Taps} taps, {hand.Fields} typed fields with {hand.Keys} keys, {hand.Swipes} swipes, {hand.Decisions} decisions, {hand.Pages} pages: "
        + $"{Seconds(hand):0} s by the keystroke-level model, {SlowSeconds(hand):0} s for slow typists";

    static double Seconds(Hand hand, double wordsAMinute) =>
        (hand.Decisions * Thinking) + ((hand.Taps + hand.Fields) * Pointing) + (hand.Swipes * Swiping) + (hand.Keys * 60 / (wordsAMinute * 5)) + (hand.Pages * Page);
}

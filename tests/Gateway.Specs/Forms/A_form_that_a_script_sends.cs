using System.Net;
using CptsReferral.Support.Portal;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Forms;

/// <summary>What a page sends by itself, again and again if it must, is answered with an address and not with a page.</summary>
public sealed class A_form_that_a_script_sends(TheSwitchboard switchboard)
{
    const string Form = "/requests/new/ecg";

    static readonly (string, string) Minimal = ("Prefer", "return=minimal");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_told_where_a_browser_would_be_led()
    {
        using var nobody = new Visitor(switchboard.Host.Address);

        var led = await nobody.SendsAsync(HttpMethod.Post, Form, new FormUrlEncodedContent([]), Cancellation);
        led.Status.ShouldBe(HttpStatusCode.Found);
        var told = await nobody.SendsAsync(HttpMethod.Post, Form, new FormUrlEncodedContent([]), Cancellation, Minimal);
        told.Status.ShouldBe(HttpStatusCode.NoContent);
        told.Location.ShouldBe(led.Location);
        told.Headers["Preference-Applied"].ShouldBe("return=minimal");
    }

    [Fact]
    public async Task Is_still_shown_what_was_wrong_with_it()
    {
        using var gp = await new Visitor(switchboard.Host.Address).SignsInAsAsync("Dr Alix Demonville", Cancellation);

        (await gp.SendsAsync(HttpMethod.Post, Form, new FormUrlEncodedContent([]), Cancellation, Minimal)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await gp.SendsAsync(HttpMethod.Get, "/", null, Cancellation, Minimal)).Status.ShouldBe(HttpStatusCode.Found);
    }
}

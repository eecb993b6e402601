using System.Globalization;
using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Pages;

/// <summary>What a secretary tells about an appointment, its day and hour apart.</summary>
sealed record Appointment(string Modality, string Place, string Address, string Phone, string Preparation, params string[] Bring);

/// <summary>The form of an appointment, beside what the request says; what stands there already is not filled in again.</summary>
sealed class AppointmentPage(Visitor visitor)
{
    public Hand Hand { get; } = new(visitor.Page, visitor.Device.Touch);

    /// <summary>The request whose appointment this is.</summary>
    public Guid Referral => IdIn(Page.Url);

    public ILocator First => Page.Locator(".cpts-first");

    public ILocator Phone => Page.Locator("a.cpts-phone[href^='tel:']");

    public ILocator Place => Page.Locator("[name='fields.place']");

    IPage Page => visitor.Page;

    public Task OpensAsync(Guid referral) => visitor.GoesToAsync($"/referrals/{referral}/answer");

    /// <summary>Waits until the form of another request is there.</summary>
    public Task ComesAfterAsync(IReadOnlySet<Guid> others) => Page.WaitForURLAsync(
        url => url.Contains("/answer", StringComparison.Ordinal) && !others.Contains(IdIn(url)), new() { WaitUntil = WaitUntilState.DOMContentLoaded });

    /// <summary>Fills in what is not there yet: a day out of those that are offered, the hour, the rest.</summary>
    /// <returns>The moment, as a wall clock has it.</returns>
    public async Task<DateTime> FillsInAsync(Appointment appointment, int offeredDay, TimeOnly hour)
    {
        var day = Page.Locator("[data-fill='fields-appointmentAt']").Nth(offeredDay);
        var at = DateOnly.ParseExact(await day.GetAttributeAsync("data-fill-with") ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(hour);
        await Hand.TapsAsync(day);
        await Assertions.Expect(Page.Locator("[name='fields.appointmentAt.hour']")).ToBeFocusedAsync();
        await Hand.TypesAsync("fields.appointmentAt.hour", hour.ToString("HH:mm", CultureInfo.InvariantCulture));
        await Hand.WantsChoicesAsync("fields.modality", appointment.Modality);
        await Hand.WantsAsync("fields.place", appointment.Place);
        await Hand.WantsAsync("fields.address", appointment.Address);
        await Hand.WantsAsync("fields.placePhone", appointment.Phone);
        await Hand.WantsChoicesAsync("fields.actReplaced", "false");
        await Hand.WantsAsync("fields.preparation", appointment.Preparation);
        await Hand.WantsChoicesAsync("fields.bring", appointment.Bring);
        await Hand.ChoosesAsync("fields.patientTold", "by-secretariat");
        return at;
    }

    public Task SendsAndGoesOnAsync() => Hand.TapsAsync(".cpts-actions button[name=then][value=next]");

    /// <summary>Nobody answered the phone: notes that, and goes on to another request.</summary>
    public async Task CannotReachThePatientAsync()
    {
        await Hand.TapsAsync(Page.Locator("summary", new() { HasText = "Patient non joint" }));
        await Hand.TapsAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Noter, puis la suivante" }));
    }

    static Guid IdIn(string url) => Guid.Parse(new Uri(url).Segments[2].TrimEnd('/'));
}

using System.Security.Cryptography;
using System.Text;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Referrals.Content;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

/// <summary>The keys in a folder, as one process and another see them.</summary>
public sealed class A_ring_of_keys : IDisposable
{
    static readonly ContentPlace Place = ContentPlace.Request(Guid.CreateVersion7());

    static readonly byte[] Words = Encoding.UTF8.GetBytes("Zwimelpoc sous Klorvatix");

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-keys-");

    readonly FakeTimeProvider clock = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Opens_what_it_sealed_and_shows_none_of_it()
    {
        var seal = Seal();

        var stored = seal.Seal(Words, Place);

        seal.Open(stored, Place).ToArray().ShouldBe(Words);
        stored[0].ShouldBe((byte)9);
        Encoding.UTF8.GetString(stored).ShouldNotContain("Zwimelpoc");
        seal.Seal(Words, Place).ShouldNotBe(stored);
    }

    [Fact]
    public void Names_the_key_in_what_it_sealed()
    {
        var ring = Ring();

        SealedFormat.KeyOf(ring.Protect(Words, Place)).ShouldBe(ring.Current);
        folder.GetFiles($"key-{ring.Current}.xml").ShouldHaveSingleItem();
    }

    [Fact]
    public void Refuses_what_belongs_to_another_place()
    {
        var seal = Seal();
        var row = Guid.CreateVersion7();
        var stored = seal.Seal(Words, ContentPlace.Note(row, 3));

        foreach (var elsewhere in (ContentPlace[])[ContentPlace.Note(row, 4), ContentPlace.Note(Guid.CreateVersion7(), 3), ContentPlace.Answer(row, 3), ContentPlace.Request(row)])
            Should.Throw<SealedContentException>(() => seal.Open(stored, elsewhere)).Fault.ShouldBe(SealFault.Altered);
    }

    [Fact]
    public void Refuses_what_was_changed_wherever_that_is()
    {
        var seal = Seal();
        var stored = seal.Seal(Words, Place);

        for (var at = 0; at < stored.Length; at++)
        {
            byte[] changed = [.. stored];
            changed[at] ^= 1;
            Should.Throw<SealedContentException>(() => seal.Open(changed, Place));
        }

        Should.Throw<SealedContentException>(() => seal.Open(stored[..^1], Place));
        Should.Throw<SealedContentException>(() => seal.Open([], Place));
    }

    [Fact]
    public void Finds_the_key_that_another_process_made_a_moment_ago()
    {
        var here = Seal();
        here.Seal(Words, Place);
        var there = Ring();
        var made = Rotate(there);

        var stored = there.Protect(Words, Place);

        SealedFormat.KeyOf(stored).ShouldBe(made);
        here.Open(stored, Place).ToArray().ShouldBe(Words);
    }

    [Fact]
    public void Seals_with_the_newest_key_within_seconds()
    {
        var here = Ring();
        var first = here.Current;
        var made = Rotate(Ring());

        clock.Advance(KeyRing.Lag);

        here.Current.ShouldBe(made);
        made.ShouldNotBe(first);
    }

    [Fact]
    public void Tells_a_missing_key_from_altered_bytes()
    {
        var ring = Ring();
        var first = ring.Current;
        var stored = ring.Protect(Words, Place);
        Rotate(ring);

        File.Delete(Path.Combine(folder.FullName, $"key-{first}.xml"));

        var fault = Should.Throw<SealedContentException>(() => ring.Unprotect(stored, Place));
        fault.Fault.ShouldBe(SealFault.KeyMissing);
        fault.Key.ShouldBe(first);
        fault.Message.ShouldNotContain(Place.Row.ToString("N"));
    }

    [Fact]
    public void Opens_what_was_stored_in_clear_only_until_everything_is_sealed()
    {
        var ring = Ring();
        var plain = new PlainContent(ring);
        var seal = new ProtectedSeal(ring, plain);
        byte[] stored = [SealedFormat.Plain, .. Words];
        seal.Open(stored, Place).ToArray().ShouldBe(Words);

        plain.End();

        Should.Throw<SealedContentException>(() => seal.Open(stored, Place)).Fault.ShouldBe(SealFault.NotSealed);
    }

    [Fact]
    public async Task Shares_one_search_key_whoever_was_first()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => new SearchKey(Ring()).Id)));

        keys.Distinct().ShouldHaveSingleItem();
        folder.GetFiles("search.key*").ShouldHaveSingleItem();
    }

    [Fact]
    public void Keeps_the_search_key_when_the_other_keys_change()
    {
        var ring = Ring();
        var key = new SearchKey(ring);
        var token = key.Token("name", "ZYX");
        var first = ring.Current;
        Rotate(ring);
        key.SealedWith.ShouldBe(first);

        key.SealAgain();

        key.SealedWith.ShouldBe(ring.Current);
        File.Delete(Path.Combine(folder.FullName, $"key-{first}.xml"));
        new SearchKey(Ring()).Token("name", "ZYX").ShouldBe(token);
    }

    [Fact]
    public void Is_readable_by_its_owner_only()
    {
        Ring().Protect(Words, Place);

        if (!OperatingSystem.IsWindows())
            folder.GetFiles().ShouldAllBe(file => (file.UnixFileMode & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) == UnixFileMode.None);
    }

    static Guid Rotate(KeyRing ring)
    {
        var made = ring.Renew().Add(ring.Lifetime);
        ring.Renew();
        return made;
    }

    ProtectedSeal Seal()
    {
        var ring = Ring();
        return new ProtectedSeal(ring, new PlainContent(ring));
    }

    KeyRing Ring() => new(
        Microsoft.Extensions.Options.Options.Create(new ContentOptions { KeysDirectory = folder.FullName }), new KeyRingSource(NullLoggerFactory.Instance), clock);
}

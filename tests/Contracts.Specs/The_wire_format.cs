using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using Xunit;

namespace CptsReferral.Contracts.Specs;

/// <summary>The name and the shape of every message are a promise to messages in flight and to the other version of a host.</summary>
public sealed class The_wire_format
{
    [Fact]
    public void Names_and_samples_are_the_approved_ones()
    {
        var listing = new StringBuilder();
        foreach (var message in Catalogue.Messages)
        {
            listing.Append(MessageUrn.ForTypeString(message)).Append('\n');
            foreach (var role in message.GetInterfaces().Where(role => role.Assembly == message.Assembly))
            {
                listing.Append("  also ").Append(MessageUrn.ForTypeString(role)).Append('\n');
            }

            var json = JsonSerializer.Serialize(Sample.Of(message), message, SystemTextJsonMessageSerializer.Options);
            listing.Append(json.ReplaceLineEndings("\n")).Append("\n\n");
        }

        Approved.ShouldMatch(listing.ToString(), "tests/Contracts.Specs/approved-messages.txt");
    }

    [Fact]
    public void Words_and_their_numbers_are_the_approved_ones()
    {
        var listing = new StringBuilder();
        foreach (var type in Catalogue.Enums)
        {
            listing.Append(type.FullName).Append('\n');
            foreach (var value in Enum.GetValues(type))
            {
                listing.Append("  ").Append(Enum.Format(type, value, "D")).Append(' ').Append(value).Append('\n');
            }
        }

        Approved.ShouldMatch(listing.ToString(), "tests/Contracts.Specs/approved-words.txt");
    }

    [Fact]
    public void The_published_description_is_up_to_date() => Approved.ShouldMatch(AsyncApi.Write(), "contracts/asyncapi.yaml");

    [Fact]
    public void A_message_survives_the_journey()
    {
        foreach (var message in Catalogue.Messages)
        {
            var sent = Sample.Of(message);
            var json = JsonSerializer.Serialize(sent, message, SystemTextJsonMessageSerializer.Options);

            var received = JsonSerializer.Deserialize(json, message, SystemTextJsonMessageSerializer.Options);

            Assert.Equal(sent, received);
        }
    }
}

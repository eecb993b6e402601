namespace CptsReferral.Support.Deployed;

/// <summary>One span as it came over OTLP.</summary>
public sealed record Span(string Service, string TraceId, string SpanId, string ParentSpanId, string Name)
{
    // Field numbers of opentelemetry/proto/trace/v1/trace.proto.
    internal static IEnumerable<Span> Read(byte[] request)
    {
        foreach (var (_, resourceSpans) in ProtoField.Read(request).Where(field => field.Number == 1))
        {
            var service = ServiceOf(resourceSpans);
            foreach (var (_, scopeSpans) in ProtoField.Read(resourceSpans).Where(field => field.Number == 2))
            {
                foreach (var (_, span) in ProtoField.Read(scopeSpans).Where(field => field.Number == 2))
                {
                    var fields = ProtoField.Read(span).ToLookup(field => field.Number, field => field.Bytes);
                    yield return new Span(service, Hex(1), Hex(2), Hex(4), System.Text.Encoding.UTF8.GetString(fields[5].FirstOrDefault([])));

                    string Hex(int number) => Convert.ToHexStringLower(fields[number].FirstOrDefault([]));
                }
            }
        }
    }

    static string ServiceOf(byte[] resourceSpans)
    {
        var resource = ProtoField.Read(resourceSpans).First(field => field.Number == 1).Bytes;
        foreach (var (_, attribute) in ProtoField.Read(resource).Where(field => field.Number == 1))
        {
            var pair = ProtoField.Read(attribute).ToDictionary(field => field.Number, field => field.Bytes);
            if (System.Text.Encoding.UTF8.GetString(pair[1]) == "service.name")
                return System.Text.Encoding.UTF8.GetString(ProtoField.Read(pair[2]).First(field => field.Number == 1).Bytes);
        }

        return "";
    }
}

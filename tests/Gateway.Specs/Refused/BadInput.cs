using CptsReferral.Support.Api;

namespace CptsReferral.Gateway.Specs.Refused;

/// <summary>One row: what is sent, and what must come back.</summary>
/// <param name="Faults">Each as <c>field code</c>; none where the refusal is not about fields.</param>
sealed record BadInput(string Name, Func<Scene, Task<Reply>> Send, int Status, string Code, params string[] Faults)
{
    /// <summary>A row whose fields are at fault.</summary>
    public static BadInput Faulty(string name, Func<Scene, Task<Reply>> send, params string[] faults) => new(name, send, 422, "validation.failed", faults);
}

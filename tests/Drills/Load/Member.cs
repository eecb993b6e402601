using CptsReferral.Support.Api;

namespace CptsReferral.Drills.Load;

/// <summary>One invented person of the drill and their software, which knows every door of the switchboard.</summary>
sealed class Member(string name, string function, Guid id, string email, IReadOnlyList<Persona> doors) : IDisposable
{
    public string Name => name;

    public string Function => function;

    public Guid Id => id;

    public string Email => email;

    /// <summary>One of the doors, in turn.</summary>
    public Persona Through(int turn) => doors[turn % doors.Count];

    public void Dispose()
    {
        foreach (var door in doors)
            door.Dispose();
    }

    public override string ToString() => name;
}

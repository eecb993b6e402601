using System.Text;
using CptsReferral.Routing.Saga;
using MassTransit;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Machine;

public sealed class The_routing_machine
{
    const string Alarm = "ClockAlarm.Received";
    const string AnyAlarm = "ClockAlarm.AnyReceived";

    readonly ReferralRouting machine = new();

    [Fact]
    public void Decides_every_pair_of_state_and_event()
    {
        var table = new TransitionTable(machine);

        var undecided = table.States
            .SelectMany(state => table.Events.Select(happening => (State: state, Event: happening)))
            .Where(pair => table[pair.State, pair.Event] is null);

        // An alarm cannot come before the saga that set it; one that outlived its saga finds none and is discarded.
        undecided.ShouldBe([("Initial", Alarm), ("Initial", AnyAlarm)], ignoreOrder: true);
    }

    [Fact]
    public void Takes_any_fact_at_any_time()
    {
        foreach (var state in machine.States.Where(state => state.Name != machine.Final.Name))
        {
            var next = machine.NextEvents(state).Select(happening => happening.Name).ToHashSet();
            Facts().Where(fact => !next.Contains(fact)).ShouldBeEmpty($"in state {state.Name}");
        }
    }

    [Fact]
    public void Heals_in_every_state_when_a_fact_comes_out_of_turn()
    {
        var table = new TransitionTable(machine);

        table.States
            .SelectMany(state => Facts().Select(fact => (state, fact)))
            .Where(pair => table[pair.state, pair.fact] is not { CatchesUp: true })
            .ShouldBeEmpty();
    }

    [Fact]
    public void Never_ends_a_saga_so_that_a_late_duplicate_starts_none() =>
        new TransitionTable(machine).Transitions.ShouldNotContain(transition => transition.To == machine.Final.Name);

    [Fact]
    public void Is_the_approved_matrix() => Approved.ShouldMatch(Matrix(), "approved-matrix.md");

    [Fact]
    public void Is_the_committed_diagram() => Approved.ShouldMatch(Diagram(), "../../../services/Routing/ReferralRouting.mermaid.md");

    IEnumerable<string> Facts() => machine.Events.Select(happening => happening.Name).Where(name => name is not (Alarm or AnyAlarm));

    string Matrix()
    {
        var table = new TransitionTable(machine);
        var text = new StringBuilder("""
            # What each event does in each state

            Generated from the machine. A name is the state that the next fact leads to; `↻` is a fact that cannot be the next one there:
            when it is news all the same, the saga catches up with the referral's timeline. Every cell with a name catches up too when its fact
            is ahead of its turn, and every cell ignores a fact that the saga knows. `act` does what the clock asks for; `-` cannot be.


            """.ReplaceLineEndings("\n"));
        text.Append("| event | ").AppendJoin(" | ", table.States).Append(" |\n");
        text.Append("|---|").Insert(text.Length, "---|", table.States.Count).Append('\n');
        foreach (var happening in table.Events.Where(name => name != AnyAlarm))
            text.Append("| ").Append(happening).Append(" | ").AppendJoin(" | ", table.States.Select(state => Word(table[state, happening]))).Append(" |\n");
        return text.ToString();
    }

    static string Word(TransitionTable.Cell? cell) => cell switch
    {
        null => "-",
        { Targets: [_, ..] targets } => string.Join(" or ", targets),
        { CatchesUp: true } => "↻",
        _ => "act",
    };

    string Diagram()
    {
        var table = new TransitionTable(machine);
        var text = new StringBuilder("""
            # The life of a referral's saga

            Generated from the machine; a test fails when it drifts. A fact that is not the next one takes no arrow: the saga reads the referral's
            timeline and stands where the referral stands. In every state but the first, an alarm does what the clock asks for.

            ```mermaid
            stateDiagram-v2

            """.ReplaceLineEndings("\n"));
        foreach (var state in table.States)
        {
            foreach (var (_, happening, to) in table.Transitions.Where(transition => transition.From == state))
                text.Append("    ").Append(Name(state)).Append(" --> ").Append(to).Append(": ").Append(happening).Append('\n');
        }

        return text.Append("```\n").ToString();
    }

    string Name(string state) => state == machine.Initial.Name ? "[*]" : state;
}

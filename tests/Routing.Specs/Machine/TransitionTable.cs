using CptsReferral.Routing.Saga;
using MassTransit;
using MassTransit.SagaStateMachine;

namespace CptsReferral.Routing.Specs.Machine;

/// <summary>
/// Reads from the machine itself what each event does in each state. The graph of the library has one node per event, so an event
/// that leads from two states to two others would show four arrows; this keeps states and events in pairs.
/// </summary>
sealed class TransitionTable : StateMachineVisitor
{
    readonly Dictionary<(string State, string Event), Cell> cells = [];
    string state = "";
    string happening = "";

    public TransitionTable(ReferralRouting machine)
    {
        States = [machine.Initial.Name, .. machine.States.Select(s => s.Name).Where(name => name != machine.Initial.Name && name != machine.Final.Name)];
        Events = [.. machine.Events.Select(e => e.Name)];
        machine.Accept(this);
    }

    public IReadOnlyList<string> States { get; }

    public IReadOnlyList<string> Events { get; }

    public IEnumerable<(string From, string Event, string To)> Transitions =>
        cells.SelectMany(cell => cell.Value.Targets.Select(to => (cell.Key.State, cell.Key.Event, to)));

    public Cell? this[string inState, string onEvent] => cells.GetValueOrDefault((inState, onEvent));

    public void Visit(State visited, Action<State> next)
    {
        state = visited.Name;
        next(visited);
    }

    public void Visit(Event visited, Action<Event> next) => Enter(visited, next);

    public void Visit<TData>(Event<TData> visited, Action<Event<TData>> next)
        where TData : class => Enter(visited, next);

    public void Visit(IStateMachineActivity activity) => Note(activity);

    public void Visit(IStateMachineActivity activity, Action<IStateMachineActivity> next)
    {
        Note(activity);
        next(activity);
    }

    public void Visit<T>(IBehavior<T> behavior)
        where T : class, SagaStateMachineInstance
    {
    }

    public void Visit<T>(IBehavior<T> behavior, Action<IBehavior<T>> next)
        where T : class, SagaStateMachineInstance => next(behavior);

    public void Visit<T, TData>(IBehavior<T, TData> behavior)
        where T : class, SagaStateMachineInstance
        where TData : class
    {
    }

    public void Visit<T, TData>(IBehavior<T, TData> behavior, Action<IBehavior<T, TData>> next)
        where T : class, SagaStateMachineInstance
        where TData : class => next(behavior);

    void Enter<TEvent>(TEvent visited, Action<TEvent> next)
        where TEvent : Event
    {
        happening = visited.Name;
        cells.TryAdd((state, happening), new Cell());
        next(visited);
    }

    void Note(IStateMachineActivity activity)
    {
        var cell = cells[(state, happening)];
        switch (activity)
        {
            case TransitionActivity<ReferralRoutingState> transition:
                cell.Targets.Add(transition.ToState.Name);
                break;
            case ContainerFactoryActivity<ReferralRoutingState, CatchUp> or ContainerFactoryActivity<ReferralRoutingState, Review>:
                cell.CatchesUp = true;
                break;
            default:
                cell.Steps++;
                break;
        }
    }

    internal sealed class Cell
    {
        public List<string> Targets { get; } = [];

        public bool CatchesUp { get; set; }

        public int Steps { get; set; }
    }
}

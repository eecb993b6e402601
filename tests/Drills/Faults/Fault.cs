using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>One kind of trouble: how it is made, and how it is taken away again.</summary>
abstract class Fault
{
    /// <summary>The word by which it is asked for.</summary>
    public abstract string Kind { get; }

    /// <summary>What it is done to: while one fault is done to it, no other one is.</summary>
    public abstract string Place { get; }

    /// <summary>Whether it can happen in this shape.</summary>
    public virtual bool IsIn(Shape shape) => true;

    /// <summary>What has to be there before the load begins.</summary>
    public virtual Task PrepareAsync(Board board, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Makes it.</summary>
    /// <returns>What was hit.</returns>
    public abstract Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation);

    /// <summary>Takes away what there is to be taken away, also after a stroke that failed half-way.</summary>
    public virtual Task HealAsync(Board board, CancellationToken cancellation) => Task.CompletedTask;
}

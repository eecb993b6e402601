using CptsReferral.Drills.Faults;
using CptsReferral.Drills.Shapes;
using Shouldly;
using Xunit;

namespace CptsReferral.Drills.Specs;

/// <summary>A violation is found again by its seed: what is shown, what is followed, and what the same seed makes another day are one plan.</summary>
public sealed class A_plan_of_faults
{
    const int Enough = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Is_the_same_for_everybody_who_reads_it(bool overlap)
    {
        foreach (var plan in FaultPlan.Of(Order(Shape.Cluster, seed: 4, overlap)))
        {
            var shown = plan.Take(Enough).ToList();
            plan.Take(Enough).ShouldBe(shown);
        }
    }

    [Fact]
    public void Follows_from_the_seed()
    {
        Words(seed: 4).ShouldBe(Words(seed: 4));
        Words(seed: 4).ShouldNotBe(Words(seed: 5));
    }

    [Fact]
    public void Has_every_kind_once_before_one_comes_again()
    {
        var plan = FaultPlan.Of(Order(Shape.Cluster, seed: 4, overlap: false)).ShouldHaveSingleItem();
        var kinds = FaultPlan.Kinds.Count(fault => fault.IsIn(Shape.Cluster));

        plan.Take(kinds).Select(planned => planned.Fault.Kind).ShouldBeUnique();
    }

    [Fact]
    public void Has_one_place_a_plan_where_faults_overlap()
    {
        var plans = FaultPlan.Of(Order(Shape.Split, seed: 4, overlap: true));

        plans.Select(plan => plan.Take(Enough).Select(planned => planned.Fault.Place).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem()).ShouldBeUnique();
    }

    static DrillOrder Order(Shape shape, int seed, bool overlap) => new(shape, Seconds: 60, seed, []) { Overlap = overlap };

    static IReadOnlyList<string> Words(int seed) =>
        [.. FaultPlan.Of(Order(Shape.Cluster, seed, overlap: false)).SelectMany(plan => plan.Take(Enough)).Select(planned => $"{planned}")];
}

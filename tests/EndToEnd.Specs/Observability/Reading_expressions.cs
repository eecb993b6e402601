using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Observability;

public sealed class Reading_expressions
{
    [Theory]
    [InlineData("max(outbox_age_seconds) > 60", "outbox_age_seconds")]
    [InlineData("sum by (lane, stage) (increase(breaches_total[1h]))", "breaches_total")]
    [InlineData("histogram_quantile(0.95, sum by (le) (rate(age_seconds_bucket[15m])))", "age_seconds_bucket")]
    [InlineData("up{job=\"cpts-referral\", x=~\"a}b\"} == 0", "up")]
    [InlineData("a_total / on(lane) group_left(team) b_total unless absent(c) offset 5m", "a_total,b_total,c")]
    [InlineData("sum(a) without (queue) + 1e3 * bool_like_name", "a,bool_like_name")]
    public void Metrics_are_found_and_nothing_else(string expression, string metrics) =>
        PromQl.Metrics(expression).ShouldBe(metrics.Split(','), ignoreOrder: true);

    [Fact]
    public void The_dashboard_and_the_rules_name_metrics() =>
        WatchedExpressions.All().Where(watched => PromQl.Metrics(watched.Expression).Count == 0).ShouldBeEmpty();

    [Fact]
    public void A_page_yields_the_names_of_its_samples() =>
        MetricsPage.Names("# HELP a_total x\n# TYPE a_total counter\na_total{lane=\"ecg\"} 3\nb_seconds 0.5\n").ShouldBe(["a_total", "b_seconds"]);
}

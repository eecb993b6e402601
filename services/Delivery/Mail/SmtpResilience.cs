using CptsReferral.Delivery.Notices;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace CptsReferral.Delivery.Mail;

/// <summary>A few quick attempts, each bounded, and rest for a server that keeps failing. One pipeline for the process: the server is one.</summary>
static class SmtpResilience
{
    public const string Pipeline = "delivery-smtp";

    const int Retries = 2;
    const int FailuresBeforeBreak = 5;
    static readonly TimeSpan WatchedSpan = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddSmtpResilience(this IServiceCollection services) =>
        services.AddResiliencePipeline(Pipeline, static (pipeline, context) =>
        {
            var mail = context.ServiceProvider.GetRequiredService<IOptions<MailOptions>>().Value;
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = MayPass(),
                    MaxRetryAttempts = Retries,
                    Delay = mail.RetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                })
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions
                {
                    ShouldHandle = ServerIsIll(),
                    MinimumThroughput = FailuresBeforeBreak,
                    FailureRatio = 0.9,
                    SamplingDuration = WatchedSpan,
                    BreakDuration = mail.BreakFor,
                })
                .AddTimeout(mail.Timeout);
        });

    /// <summary>A server that says no to one mail will say no again; one that is busy or silent may take it in a moment.</summary>
    static PredicateBuilder<object> MayPass() => new PredicateBuilder()
        .Handle<NoticeNotSentException>(failure => failure.MayPass)
        .Handle<Polly.Timeout.TimeoutRejectedException>();

    /// <summary>A refused mail says nothing about the server's health.</summary>
    static PredicateBuilder<object> ServerIsIll() => new PredicateBuilder()
        .Handle<NoticeNotSentException>(failure => failure.Kind is NoticeFailureKind.Unreachable)
        .Handle<Polly.Timeout.TimeoutRejectedException>();
}

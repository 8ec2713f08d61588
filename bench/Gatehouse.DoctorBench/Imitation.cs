using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Gatehouse.DoctorBench;

/// <summary>A server on loopback that answers as its rules say, and keeps what arrived.</summary>
internal sealed class Imitation : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;
    private readonly IReadOnlyList<ImitationRule> _rules;
    private readonly ConcurrentDictionary<ImitationRule, int> _counts = new(ReferenceEqualityComparer.Instance);

    private Imitation(WebApplication application, IReadOnlyList<ImitationRule> rules)
    {
        _application = application;
        _rules = rules;
    }

    public Uri Address => new(_application.Urls.First());

    public ConcurrentQueue<string> Arrived { get; } = [];

    public static async Task<Imitation> StartAsync(IReadOnlyList<ImitationRule> rules)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0);
        });
        var application = builder.Build();
        var imitation = new Imitation(application, rules);
        application.Run(imitation.AnswerAsync);
        await application.StartAsync();
        return imitation;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var target = context.Request.Path + context.Request.QueryString;
        Arrived.Enqueue($"{context.Request.Method} {target}");
        var rule =
            _rules.FirstOrDefault(rule => Fits(rule, context.Request, target)) ?? new ImitationRule { Status = 404 };
        context.Response.StatusCode = rule.Status;
        if (rule.Reason is { } reason)
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reason;
        }

        foreach (var line in rule.Headers)
        {
            var parts = line.Split(':', 2);
            context.Response.Headers.Append(
                parts[0],
                parts[1].Trim().Replace("{base}", Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            );
        }

        return rule.Status is 204 or 304
            ? Task.CompletedTask
            : context.Response.WriteAsync(
                rule.Body.Replace("{base}", Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            );
    }

    private bool Fits(ImitationRule rule, HttpRequest request, string target) =>
        (rule.Method is null || rule.Method == request.Method)
        && (rule.Path is null || Regex.IsMatch(target, rule.Path, RegexOptions.None, Bound))
        && rule.When.All(field =>
            field.Value.Length == 0
                ? !request.Headers.ContainsKey(field.Key)
                : request.Headers.TryGetValue(field.Key, out var value)
                    && Regex.IsMatch(value.ToString(), field.Value, RegexOptions.None, Bound)
        )
        && _counts.AddOrUpdate(rule, 1, (_, count) => count + 1) % rule.Every == 0;
}

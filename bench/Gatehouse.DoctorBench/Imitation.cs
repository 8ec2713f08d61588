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
    private const int MostPasswords = 3;

    // The doctor's invented credentials, plain and as Basic.
    private static readonly string[] Invented =
    [
        "not-a-secret",
        "Z2F0ZWhvdXNlLWRvY3Rvcj",
        "eyJzdWIiOiJnYXRlaG91c2UtZG9jdG9yIn0",
    ];

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;
    private readonly IReadOnlyList<ImitationRule> _rules;
    private int _passwords;
    private readonly ConcurrentDictionary<ImitationRule, int> _counts = new(ReferenceEqualityComparer.Instance);

    private Imitation(WebApplication application, IReadOnlyList<ImitationRule> rules)
    {
        _application = application;
        _rules = rules;
    }

    public Uri Address => new(_application.Urls.First());

    /// <summary>Another origin of the same server: no credential was given for it.</summary>
    public Uri Other => new(_application.Urls.Last());

    /// <summary>What went wrong with a credential: it came to the other origin, or a password came too often; null for nothing.</summary>
    public string? Leak { get; private set; }

    public static async Task<Imitation> StartAsync(IReadOnlyList<ImitationRule> rules)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0);
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
        Watch(context);
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
                parts[1]
                    .Trim()
                    .Replace("{base}", Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
                    .Replace("{other}", Other.ToString().TrimEnd('/'), StringComparison.Ordinal)
            );
        }

        return rule.Status is 204 or 304
            ? Task.CompletedTask
            : context.Response.WriteAsync(
                rule.Body.Replace("{base}", Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
                    .Replace("{other}", Other.ToString().TrimEnd('/'), StringComparison.Ordinal)
            );
    }

    private void Watch(HttpContext context)
    {
        var given = context
            .Request.Headers.Where(field =>
                field.Key is "Authorization" or "Cookie" or "X-Api-Key" or "Private-Token" or "Proxy-Authorization"
            )
            .Select(field => field.Value.ToString())
            .Where(value => !Invented.Any(word => value.Contains(word, StringComparison.Ordinal)))
            .ToList();
        if (given.Count > 0 && context.Connection.LocalPort == Other.Port)
        {
            Leak = $"a credential came to another origin: {context.Request.Method} {context.Request.Path}";
        }

        if (
            given.Any(value =>
                value.StartsWith("Basic ", StringComparison.Ordinal)
                || value.StartsWith("Digest ", StringComparison.Ordinal)
            )
            && Interlocked.Increment(ref _passwords) > MostPasswords
        )
        {
            Leak = $"a password came more than {MostPasswords} times";
        }
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

using System.Text;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.TestKit;

/// <summary>An issuer that says of a token what a test wants, and keeps what it was asked.</summary>
public sealed class TestIntrospector(string name) : IIntrospector
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? Issuer { get; init; }

    /// <inheritdoc/>
    public string? Audience { get; init; }

    /// <inheritdoc/>
    public long? ClockAheadSeconds { get; init; }

    /// <summary>What it says of a token; null: not active.</summary>
    public Func<string, string?> Says { get; set; } = _ => null;

    /// <summary>What it answers in place of that, where something is given.</summary>
    public Introspected? Answer { get; set; }

    /// <summary>Until when what it says counts.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>The tokens that it was asked about.</summary>
    public IList<string> Asked { get; } = [];

    /// <inheritdoc/>
    public ValueTask<Introspected> AskAsync(string token, CancellationToken cancellationToken)
    {
        Asked.Add(token);
        return new(
            Answer
                ?? (
                    Says(token) is { } said && JwtClaims.TryParse(Encoding.UTF8.GetBytes(said), out var claims, out _)
                        ? Introspected.Active(claims, Until)
                        : Introspected.Inactive(Until)
                )
        );
    }
}

namespace Gatehouse.Decisions.Providers;

/// <summary>
/// An issuer that is asked what a token is worth (RFC 7662), because nobody else can read it. What it has said is answered
/// from memory for a while; of any number of requests with one token at a time, one asks.
/// </summary>
public interface IIntrospector : ITokenIssuer
{
    /// <summary>The issuer that its answers must name where they name one (<c>iss</c>), or null: any.</summary>
    string? Issuer { get; }

    /// <summary>What the issuer says of a token; never fails, and never sends the token anywhere else.</summary>
    ValueTask<Introspected> AskAsync(string token, CancellationToken cancellationToken);
}

using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Credentials;

/// <summary>A credential as it was given to the doctor, and where it goes.</summary>
public sealed record SuppliedCredential
{
    /// <summary>What kind it is.</summary>
    public required CredentialKind Kind { get; init; }

    /// <summary>Where it stands in a request.</summary>
    public required CredentialPlace Place { get; init; }

    /// <summary>The name of the field, cookie or parameter.</summary>
    public required string Name { get; init; }

    /// <summary>The whole value in that place, such as <c>Bearer abc</c>.</summary>
    public required string Value { get; init; }

    /// <summary>The scheme's name in front of the secret, in the letters given; null where there is none.</summary>
    public string? Scheme { get; init; }

    /// <summary>The secret without the scheme's name.</summary>
    public required string Secret { get; init; }

    /// <summary>The user's name, for a pair.</summary>
    public string? User { get; init; }

    /// <summary>The password, for a pair.</summary>
    public string? Password { get; init; }

    /// <summary>The same request with this credential in its place.</summary>
    public SentRequest On(SentRequest request) =>
        Place switch
        {
            CredentialPlace.Field => request with { Headers = request.Headers.With(Name, Value) },
            CredentialPlace.Cookie => request with
            {
                Headers = request.Headers.With(
                    "Cookie",
                    request.Headers["Cookie"] is { Length: > 0 } others
                        ? $"{others}; {Name}={Value}"
                        : $"{Name}={Value}"
                ),
            },
            _ => request,
        };
}

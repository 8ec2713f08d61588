using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class IdentityHeadersSection : Section<IdentityHeadersConfiguration>
{
    private static readonly IdentityHeadersConfiguration Default = new();

    private static readonly ConfigurationKeyOf<string> User = Field(
        "user",
        Default.User,
        "The user's name.",
        "Remote-User"
    );

    private static readonly ConfigurationKeyOf<string> Email = Field(
        "email",
        Default.Email,
        "The mail address.",
        "Remote-Email"
    );

    private static readonly ConfigurationKeyOf<string> Groups = Field(
        "groups",
        Default.Groups,
        "The roles, comma-separated.",
        "Remote-Groups"
    );

    private static readonly ConfigurationKeyOf<string> Scopes = Field(
        "scopes",
        Default.Scopes,
        "The scopes, space-separated.",
        "Remote-Scopes"
    );

    // Fields that HTTP itself, the gateway or credentials use: an identity written there would break or forge them.
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Cookie",
        "Forwarded",
        "Gatehouse-Assertion",
        "Host",
        "Keep-Alive",
        "Proxy-Authorization",
        "Te",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
    };

    public override string Title => "identity-headers";

    public override string Doc =>
        "The header fields in which upstreams are told who a request is from. Fields of these names that a client sends are removed.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [User, Email, Groups, Scopes];

    /// <summary>Whether HTTP or the gateway uses the field for something else.</summary>
    public static bool IsTaken(string field) => Taken.Contains(field);

    protected override IdentityHeadersConfiguration Bind(SectionReading reading)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        foreach (var key in new[] { User, Email, Groups, Scopes })
        {
            var field = reading.Get(key);
            if (IsTaken(field))
            {
                reading.Error(
                    key,
                    "identity-header-taken",
                    $"`{reading.PathOf(key)}` is `{field}`, which has another meaning in HTTP.",
                    $"Leave it at {key.Fallback}."
                );
            }

            // Upstreams that fold - and _ into one would take one for the other.
            var folded = new string([.. field.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
            if (!seen.TryAdd(folded, key.Name))
            {
                reading.Error(
                    key,
                    "identity-header-repeats",
                    $"`{reading.PathOf(key)}` is `{field}`, which is the field of `{seen[folded]}` too.",
                    "Give each its own field."
                );
            }
        }

        return new()
        {
            User = reading.Get(User),
            Email = reading.Get(Email),
            Groups = reading.Get(Groups),
            Scopes = reading.Get(Scopes),
        };
    }

    private static ConfigurationKeyOf<string> Field(string name, string fallback, string doc, string example) =>
        ConfigurationKeyOf<string>.WithDefault(name, Kinds.Header, fallback, doc, example);
}

using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Lab.Provider;

/// <summary>
/// Where a provider is told what to do over HTTP: <c>knobs</c> (GET, PUT, DELETE), <c>mint</c>, <c>requests</c>, and its
/// verbs by POST. No outage reaches it.
/// </summary>
internal sealed class ProviderDesk
{
    private static readonly string[] _paths =
    [
        "knobs",
        "mint",
        "requests",
        "rotate-keys",
        "drop-previous-keys",
        "revoke-all",
    ];

    private readonly LabProvider _provider;
    private readonly Dictionary<string, Action> _verbs;

    public ProviderDesk(LabProvider provider)
    {
        _provider = provider;
        _verbs = new(StringComparer.Ordinal)
        {
            ["rotate-keys"] = provider.RotateKeys,
            ["drop-previous-keys"] = provider.DropPreviousKeys,
            ["revoke-all"] = provider.RevokeAll,
        };
    }

    public static bool Knows(string path) => _paths.Contains(path, StringComparer.Ordinal);

    public OAuthAnswer Answer(string path, ProviderCall call)
    {
        if (call.Fault is { } fault)
        {
            return OAuthAnswer.Error("invalid_request", fault);
        }

        if (_verbs.TryGetValue(path, out var verb))
        {
            return call.Method is "POST" ? Do(verb) : OAuthAnswer.WrongMethod("POST");
        }

        return path switch
        {
            "knobs" => Knobs(call),
            "mint" => call.Method is "GET" or "POST" ? Mint(call) : OAuthAnswer.WrongMethod("GET, POST"),
            "requests" => call.Method is "GET" ? OAuthAnswer.Ok(Requests()) : OAuthAnswer.WrongMethod("GET"),
            "" => call.Method is "GET" or "HEAD"
                ? new OAuthAnswer(200) { Text = Overview() }
                : OAuthAnswer.WrongMethod("GET"),
            _ => OAuthAnswer.Error(
                "invalid_request",
                $"The provider has nothing here. {NearestName.Hint(path, [.. ProviderPaths.All, .. _paths])}",
                404
            ),
        };
    }

    private static OAuthAnswer Do(Action verb)
    {
        verb();
        return new OAuthAnswer(204);
    }

    private OAuthAnswer Knobs(ProviderCall call)
    {
        switch (call.Method)
        {
            case "GET":
                return OAuthAnswer.Ok(ProviderKnobTable.Describe(_provider.Knobs));
            case "DELETE":
                _provider.Knobs = new ProviderKnobs();
                return OAuthAnswer.Ok(ProviderKnobTable.Describe(_provider.Knobs));
            case "PUT":
                return Turn(call.Body);
            default:
                return OAuthAnswer.WrongMethod("GET, PUT, DELETE");
        }
    }

    private OAuthAnswer Turn(string body)
    {
        if (!StrictJson.TryParseObject(Encoding.UTF8.GetBytes(body), out var changes, out var unreadable))
        {
            return OAuthAnswer.Error("invalid_request", $"The body is no JSON object ({unreadable}).");
        }

        string? fault = null;
        _provider.Change(knobs =>
        {
            (var turned, fault) = ProviderKnobTable.Turn(knobs, changes);
            return turned ?? knobs;
        });
        return fault is null
            ? OAuthAnswer.Ok(ProviderKnobTable.Describe(_provider.Knobs))
            : OAuthAnswer.Error("invalid_request", fault);
    }

    private OAuthAnswer Mint(ProviderCall call)
    {
        var (order, fault) = TokenOrderReader.Read(call.Parameters);
        return order is null
            ? OAuthAnswer.Error("invalid_request", fault!)
            : new OAuthAnswer(200) { Text = _provider.Mint(order) };
    }

    private JsonArray Requests() =>
        [
            .. _provider.Requests.Select(request =>
                (JsonNode?)
                    new JsonObject
                    {
                        ["received-at"] = request.ReceivedAt.ToString("O"),
                        ["endpoint"] = EnumText<ProviderEndpoint>.Write(request.Endpoint),
                        ["method"] = request.Method,
                        ["target"] = request.Target,
                        ["authorization"] = request.Authorization,
                        ["parameters"] = new JsonObject(
                            request.Parameters.Select(static pair =>
                                KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))
                            )
                        ),
                    }
            ),
        ];

    private string Overview() =>
        $"""
            The lab's OpenID provider {_provider.Issuer}

            {string.Join("\n", ProviderPaths.All.Select(path => $"  {_provider.Issuer}/{path}"))}

            Turn knobs:   PUT {_provider.Issuer}/knobs, GET shows them, DELETE resets them
            Get a token:  GET {_provider.Issuer}/mint?age=10m
            What came:    GET {_provider.Issuer}/requests
            Verbs (POST): {string.Join(", ", _verbs.Keys)}

            Accounts: {string.Join(", ", ProviderAccount.All.Select(account => account.Name))}; password {LabAccount.Password}
            Clients:  {string.Join(
                ", ",
                ProviderClient.All.Select(client =>
                    client.Secret is null ? $"{client.Id} (public, PKCE)" : $"{client.Id} with the secret {client.Secret}"
                )
            )}

            """;
}

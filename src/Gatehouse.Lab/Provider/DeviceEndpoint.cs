using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>Where a device asks for its codes (RFC 8628 section 3.1).</summary>
internal sealed class DeviceEndpoint(LabProvider provider) : IProviderEndpoint
{
    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not "POST")
        {
            return OAuthAnswer.WrongMethod("POST");
        }

        if (call.Fault is { } fault)
        {
            return OAuthAnswer.Error("invalid_request", fault);
        }

        var (client, refusal) = ClientAuthentication.Authenticate(call);
        if (client is null)
        {
            return refusal!;
        }

        var knobs = provider.Knobs;
        var device = new DeviceGrant
        {
            DeviceCode = SecretText.Create("device_"),
            UserCode = SecretText.CreateTyped(),
            ClientId = client.Id,
            Scope = call["scope"] ?? "openid profile email",
            ExpiresAt = provider.Now + knobs.DeviceLifetime,
        };
        provider.Ledger.Add(device);
        var page = $"{provider.Issuer}/{ProviderPaths.Device}";
        return OAuthAnswer.Ok(
            new JsonObject
            {
                ["device_code"] = device.DeviceCode,
                ["user_code"] = device.UserCode,
                ["verification_uri"] = page,
                ["verification_uri_complete"] = $"{page}?user_code={device.UserCode}",
                ["expires_in"] = (long)knobs.DeviceLifetime.TotalSeconds,
                ["interval"] = (long)Math.Ceiling(knobs.DeviceInterval.TotalSeconds),
            }
        );
    }
}

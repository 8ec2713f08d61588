using Gatehouse.Decisions;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Users;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// Makes a browser that has signed somebody in known, with a new secret each time, so that a copy of an older one is good
/// for nothing. It opens nothing by itself: it lets the owner give the password while strangers may not.
/// </summary>
internal sealed class DeviceMemory(SignInServices services)
{
    public async Task RememberAsync(HttpContext context, Decision decision, UserRecord user)
    {
        try
        {
            var secret = SecretText.Create(DeviceCookie.Prefix);
            var (own, others) = await SortAsync(DeviceCookie.Read(decision.Facts), user, context.RequestAborted);
            await services.Devices.AddDeviceAsync(
                user.Id,
                SecretText.Hash(secret),
                own is null ? ReadOnlyMemory<byte>.Empty : SecretText.Hash(own),
                SessionStarter.BrowserOf(decision.Facts.Headers.First("User-Agent")),
                context.RequestAborted
            );
            CookieWriter.SetShort(
                context,
                decision.Facts,
                DeviceCookie.NameFor(decision.Facts),
                DeviceCookie.Write(secret, others),
                KnownDevice.Lifetime
            );
            services.Judge.NoteSignIn(user, decision.Facts.Client);
        }
        catch (StoreUnavailableException exception)
        {
            // The sign-in stands all the same.
            services.Log($"A browser could not be noted as known: {exception.Message}");
        }
    }

    // The user's own secret, which is replaced, and those of the others who use this browser.
    private async Task<(string? Own, IReadOnlyList<string> Others)> SortAsync(
        IReadOnlyList<string> secrets,
        UserRecord user,
        CancellationToken cancellationToken
    )
    {
        string? own = null;
        List<string> others = [];
        foreach (var secret in secrets)
        {
            var device = await services.Devices.FindDeviceAsync(SecretText.Hash(secret), cancellationToken);
            if (device?.UserId == user.Id)
            {
                own = secret;
            }
            else if (device is not null)
            {
                others.Add(secret);
            }
        }

        return (own, others);
    }
}

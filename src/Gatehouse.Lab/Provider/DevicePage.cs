namespace Gatehouse.Lab.Provider;

/// <summary>
/// The page where a person approves a device (RFC 8628 section 3.3). A script passes <c>lab_account=alice</c> beside the
/// <c>user_code</c>, and <c>answer=deny</c> to say no.
/// </summary>
internal sealed class DevicePage(LabProvider provider) : IProviderEndpoint
{
    private const string EnterCode = """
        <form method="get"><p><label>The code on your device: <input name="user_code" autocomplete="off"></label>
        <button>Go on</button></p></form>
        """;

    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not ("GET" or "POST"))
        {
            return OAuthAnswer.WrongMethod("GET, POST");
        }

        if (call.Fault is { } fault)
        {
            return Told("This was asked for wrongly", fault, 400);
        }

        if (call["user_code"] is not { } code)
        {
            return OAuthAnswer.Page(ProviderPage.Write("Approve a device", EnterCode));
        }

        if (provider.Ledger.FindDeviceOf(code) is not { } device || provider.Now >= device.ExpiresAt)
        {
            return OAuthAnswer.Page(
                ProviderPage.Write(
                    "Approve a device",
                    ProviderPage.Paragraph("No device waits with this code.") + EnterCode
                ),
                404
            );
        }

        if (call["answer"] is "deny")
        {
            provider.Ledger.Change(() => device.Denied = true);
            return Told("Denied", "The device gets nothing.", 200);
        }

        return call["lab_account"] is { } name
            ? Approve(device, name)
            : OAuthAnswer.Page(ProviderPage.Write("Who are you?", ProviderPage.ChooseAccount(call.Parameters)));
    }

    private OAuthAnswer Approve(DeviceGrant device, string name)
    {
        var account = ProviderAccount.Find(name);
        var fault =
            account is null ? "There is no such account."
            : provider.Knobs.RefuseLogin ? "Nobody can sign in at present."
            : account.Fault;
        if (fault is not null)
        {
            return Told("You cannot sign in", fault, 403);
        }

        if (provider.Knobs.DenyConsent)
        {
            provider.Ledger.Change(() => device.Denied = true);
            return Told("Denied", "The device gets nothing.", 200);
        }

        provider.Ledger.Change(() => device.Subject = account!.Name);
        return Told("Approved", "The device goes on by itself.", 200);
    }

    private static OAuthAnswer Told(string heading, string text, int status) =>
        OAuthAnswer.Page(ProviderPage.Write(heading, ProviderPage.Paragraph(text)), status);
}

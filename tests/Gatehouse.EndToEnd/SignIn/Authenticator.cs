using System.Text.RegularExpressions;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.SignIn;

/// <summary>
/// A person's phone. Its clock may be off; each code that it gives is a new one, by the step that the gateway still takes.
/// </summary>
public sealed partial class Authenticator
{
    private readonly OneTimeCodes _codes;
    private long _given;

    private Authenticator(OneTimeCodes codes) => _codes = codes;

    /// <summary>The recovery codes that were shown when it was turned on.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Takes the key from a page that shows one.</summary>
    public static Authenticator Scan(string page)
    {
        var text = Secret().Match(page).Groups["secret"].Value;
        Assert.Equal(32, text.Length);
        var octets = new byte[20];
        for (var i = 0; i < text.Length; i++)
        {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(text[i], StringComparison.Ordinal);
            for (var bit = 0; bit < 5; bit++)
            {
                var place = (i * 5) + bit;
                octets[place / 8] |= (byte)(((value >> (4 - bit)) & 1) << (7 - (place % 8)));
            }
        }

        return new Authenticator(new OneTimeCodes(octets));
    }

    /// <summary>Turns a second factor on, for somebody who has just signed in.</summary>
    public static async Task<Authenticator> TurnOnAsync(CookieClient client, string returnTo = "/")
    {
        var address = "/_gatehouse/account/second-factor?return=" + Uri.EscapeDataString(returnTo);
        var page = await (await client.GoAsync(address)).Content.ReadAsStringAsync();
        var phone = Scan(page);
        using var answer = await client.PostAsync(
            "/_gatehouse/account/second-factor",
            FormOf(page, ("action", "add"), ("password", SignInSite.Password), ("code", phone.Next()))
        );
        phone.Keep(await answer.Content.ReadAsStringAsync());
        return phone;
    }

    /// <summary>Notes the recovery codes of a page.</summary>
    public void Keep(string page)
    {
        RecoveryCodes = [.. Codes().Matches(page).Select(match => match.Value).Distinct(StringComparer.Ordinal)];
        Assert.Equal(10, RecoveryCodes.Count);
    }

    /// <summary>A code that is good and was not given before. Three within half a minute are all there are.</summary>
    public string Next()
    {
        var step = OneTimeCodes.StepOf(TimeProvider.System.GetUtcNow());
        _given = Math.Max(step - 1, _given + 1);
        Assert.True(_given <= step + 1, "the test asks for more codes than there are at a time");
        return _codes.At(_given);
    }

    /// <summary>The code that it would show so many steps from now.</summary>
    public string At(int steps) => _codes.At(OneTimeCodes.StepOf(TimeProvider.System.GetUtcNow()) + steps);

    /// <summary>A form's hidden fields with what the person fills in.</summary>
    public static Dictionary<string, string> FormOf(string page, params (string Name, string Value)[] filled)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["csrf_token", "ticket", "device", "return"])
        {
            if (page.Contains($"name=\"{name}\"", StringComparison.Ordinal))
            {
                form[name] = SignInSite.HiddenField(page, name);
            }
        }

        foreach (var (name, value) in filled)
        {
            form[name] = value;
        }

        return form;
    }

    [GeneratedRegex("secret=(?<secret>[A-Z2-7]+)&", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    [GeneratedRegex("\\b[0-9]{5}(?:-[0-9]{5}){3}\\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Codes();
}

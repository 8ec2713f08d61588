using System.Net;
using System.Text.RegularExpressions;
using Gatehouse.Client;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>Somebody who goes where a program sends them, fills in every form there as <c>alice</c>, and agrees to all.</summary>
internal sealed partial class AgreeingPerson : ISignInPrompt
{
    private const int MostPages = 8;

    private readonly TaskCompletionSource<string> _lastPage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What they saw last.</summary>
    public Task<string> LastPage => _lastPage.Task;

    /// <summary>How often they were asked.</summary>
    public int Asked { get; private set; }

    public ValueTask<PasswordCredential?> AskPasswordAsync(
        SignInRequest request,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult<PasswordCredential?>(null);

    public async ValueTask ShowDeviceCodeAsync(
        SignInRequest request,
        DeviceCode code,
        CancellationToken cancellationToken
    )
    {
        Asked++;
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        using var first = await browser.GetAsync(code.VerificationUriComplete, cancellationToken);
        var (address, page) = (
            first.RequestMessage!.RequestUri!,
            await first.Content.ReadAsStringAsync(cancellationToken)
        );
        for (var pages = 0; pages < MostPages && Form().Match(page) is { Success: true } form; pages++)
        {
            var fields = Input()
                .Matches(form.Value)
                .Select(static input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value")))
                .Where(static input => input.Name.Length > 0)
                .Select(static input =>
                    KeyValuePair.Create(input.Name, input.Name is "login" or "password" ? "alice" : input.Value)
                );
            using var filled = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync(
                new Uri(address, Attribute(form.Value, "action")),
                filled,
                cancellationToken
            );
            (address, page) = (
                answer.RequestMessage!.RequestUri!,
                await answer.Content.ReadAsStringAsync(cancellationToken)
            );
        }

        _lastPage.TrySetResult(page);
    }

    private static string Attribute(string element, string name) =>
        WebUtility.HtmlDecode(
            Regex
                .Match(element, $"""\b{name}="([^"]*)" """.TrimEnd(), RegexOptions.None, TimeSpan.FromSeconds(1))
                .Groups[1]
                .Value
        );

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Input();
}

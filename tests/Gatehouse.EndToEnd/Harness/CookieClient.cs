using System.Net;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>Sends requests as one browser would: it keeps cookies between them, and follows no redirect by itself.</summary>
public sealed class CookieClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;

    /// <summary>For one site.</summary>
    public CookieClient(Uri address)
    {
        _address = address;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies });
    }

    /// <summary>The cookies.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>The session's cookie, or null.</summary>
    public string? Session => Cookies.GetCookies(_address)["gatehouse"]?.Value;

    /// <summary>Sends a request with fields.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string target,
        params (string Name, string Value)[] fields
    )
    {
        var request = new HttpRequestMessage(method, new Uri(_address, target));
        foreach (var (name, value) in fields)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request);
    }

    /// <summary>Sends GET with fields.</summary>
    public Task<HttpResponseMessage> GetAsync(string target, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Get, target, fields);

    /// <summary>Goes to a page, as a person does.</summary>
    public Task<HttpResponseMessage> GoAsync(string target) =>
        GetAsync(target, ("Sec-Fetch-Mode", "navigate"), ("Accept", "text/html"));

    /// <summary>Posts a form, as a page of the site does.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string target,
        IEnumerable<KeyValuePair<string, string>> form,
        params (string Name, string Value)[] fields
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, target))
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        foreach (var (name, value) in fields)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request);
    }

    /// <summary>Posts octets that may be a form, under a media type that may be one.</summary>
    public Task<HttpResponseMessage> SendFormAsync(string target, string body, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, target))
        {
            Content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(body)),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        if (type.Length > 0)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return _http.SendAsync(request);
    }

    /// <summary>Signs in on the page; the answer to its form.</summary>
    public async Task<HttpResponseMessage> SignInAsync(
        string name,
        string password = SignInSite.Password,
        string returnTo = "/"
    )
    {
        var page = await (
            await GoAsync("/_gatehouse/sign-in?return=" + Uri.EscapeDataString(returnTo))
        ).Content.ReadAsStringAsync();
        return await PostAsync(
            "/_gatehouse/sign-in",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                ["return"] = returnTo,
                ["name"] = name,
                ["password"] = password,
            }
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

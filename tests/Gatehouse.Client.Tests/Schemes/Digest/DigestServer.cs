using System.Globalization;
using System.Net;
using System.Text;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Client.Tests.Schemes.Digest;

/// <summary>A server of Digest that a test can make forget, change its mind and lie. It judges as RFC 7616 says.</summary>
internal sealed class DigestServer : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly HashSet<(string, uint)> _uses = [];
    private int _made;

    /// <summary>Who gets in.</summary>
    public (string User, string Password) Account { get; set; } = ("alice", "wonder");

    /// <summary>The challenges' parameters behind realm and nonce, one challenge each.</summary>
    public string[] Offers { get; set; } = ["qop=\"auth\", algorithm=SHA-256"];

    /// <summary>The realm.</summary>
    public string Realm { get; set; } = "Orders";

    /// <summary>Whether a refused nonce is called stale where the rest was right.</summary>
    public bool SaysStale { get; set; } = true;

    /// <summary>Whether every answer names the next nonce, and the old one is gone.</summary>
    public bool NonceOnce { get; set; }

    /// <summary>Whether it forgets its nonces as soon as it gives them.</summary>
    public bool ForgetsAtOnce { get; set; }

    /// <summary>Writes <c>Authentication-Info</c>; null writes none.</summary>
    public Func<byte[], DigestInput, string?, string>? Info { get; set; }

    /// <summary>What was sent, null for nothing, in order.</summary>
    public List<DigestCredentials?> Seen { get; } = [];

    /// <summary>The same as text.</summary>
    public List<string?> Fields { get; } = [];

    /// <summary>Forgets every nonce, as a restart does.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _nonces.Clear();
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var field = request.Headers.TryGetValues("Authorization", out var values) ? string.Join(", ", values) : null;
        lock (_gate)
        {
            return Judge(request, field, body);
        }
    }

    private HttpResponseMessage Judge(HttpRequestMessage request, string? field, byte[] body)
    {
        Fields.Add(field);
        if (
            field is null
            || !CredentialsParser.TryParse(field, out var parsed, out _)
            || !DigestCredentials.TryRead(parsed!, out var digest, out _)
        )
        {
            Seen.Add(null);
            return Refuse(request, stale: false);
        }

        Seen.Add(digest);
        Assert.True(DigestAlgorithm.TryParse(digest!.Algorithm, out var algorithm));
        Assert.Equal(request.RequestUri!.PathAndQuery, digest.Uri);
        var secret = DigestArithmetic.Secret(algorithm.Hash, Account.User, Realm, Account.Password);
        var input = digest.InputOf(algorithm, request.Method.Method, body);
        var right =
            DigestArithmetic.AreEqual(digest.Response, DigestArithmetic.Response(secret, input))
            && (
                digest.UserHashed
                    ? digest.User
                        == Convert.ToHexStringLower(DigestArithmetic.UserHash(algorithm.Hash, Account.User, Realm))
                    : digest.User == Account.User
            );
        if (!right || !_nonces.Contains(digest.Nonce))
        {
            return Refuse(request, stale: right && SaysStale);
        }

        Assert.True(digest.Qop is null || _uses.Add((digest.Nonce, digest.Count)), "a nonce count came twice");
        var next = NonceOnce ? NewNonce() : null;
        if (NonceOnce)
        {
            _nonces.Remove(digest.Nonce);
        }

        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent("let in"),
        };
        var info = Info ?? (NonceOnce ? AuthenticationInfoOf : null);
        if (info is not null)
        {
            response.Headers.TryAddWithoutValidation(AuthenticationInfo.FieldName, info(secret, input, next));
        }

        return response;
    }

    private static string AuthenticationInfoOf(byte[] secret, DigestInput input, string? next) =>
        AuthenticationInfo.Write(secret, input, next);

    private HttpResponseMessage Refuse(HttpRequestMessage request, bool stale)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request };
        foreach (var offer in Offers)
        {
            var challenge = new StringBuilder("Digest realm=\"").Append(DigestCredentials.WireOf(Realm));
            challenge.Append("\", nonce=\"").Append(NewNonce()).Append("\", ").Append(offer);
            if (stale)
            {
                challenge.Append(", stale=true");
            }

            response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge.ToString().TrimEnd(' ', ','));
        }

        return response;
    }

    private string NewNonce()
    {
        var nonce = "nonce-" + (++_made).ToString(CultureInfo.InvariantCulture);
        if (!ForgetsAtOnce)
        {
            _nonces.Add(nonce);
        }

        return nonce;
    }
}

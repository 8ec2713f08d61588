using System.Globalization;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Provider;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Signing;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Requests that are signed, with AWS Signature Version 4 or as webhooks are, and clocks that are wrong.</summary>
internal sealed class SignatureExhibits(LabParts parts) : IExhibitFamily
{
    private const string Order = "{\"order\":7,\"state\":\"paid\"}";
    private const string OrderRewritten = "{ \"order\": 7, \"state\": \"paid\" }";
    private const string TimeField = "Lab-Sign-At";
    private const int LongestBody = 64 * 1024;

    private static readonly TimeSpan _serverAhead = TimeSpan.FromHours(1);

    private static readonly string _awsChallenge = ChallengeWriter.Write(
        Challenge.Create(AwsSignature.Algorithm, ("realm", "Lab"))
    );

    private static readonly string _webhookChallenge = ChallengeWriter.Write(
        Challenge.Create("HMAC-SHA256", ("realm", "Lab"))
    );

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "amz-date",
                "The time as AWS Signature Version 4 writes it; ?age=20m ago.",
                context => new(Date(context))
            ),
            new(
                "aws-signature",
                "The Authorization of AWS Signature Version 4 for ?method=, ?target= and ?date=, and for the body that is posted; ?secret= takes another one.",
                AwsAsync
            ),
            new(
                "webhook-signature",
                $"The {WebhookSignature.Field} of the body that is posted; ?age=20m ago, or at the time in the field {TimeField}.",
                WebhookAsync
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() => [Mismatch(), ClockSkewed(), BodyChanged(), ServerClock()];

    private Exhibit Mismatch() =>
        new()
        {
            Cause = Causes.Signature.Mismatch,
            Scene = "The request is signed with AWS Signature Version 4, and its query is changed after that.",
            Client =
                "Signs exactly what it sends, as curl --aws-sigv4 aws:amz:lab-1:orders -u LABALICE:open-sesame does.",
            Handler = context => AnswerAwsAsync(context, Causes.Signature.Mismatch),
            Provoke =
            [
                Ask.Get("/_lab/amz-date").Keep("date"),
                Ask.Get("/_lab/aws-signature?target=%2Fsignature.mismatch%3Flimit%3D10&date={date}")
                    .Keep("signature")
                    .Note("signs ?limit=10"),
                Signed("/signature.mismatch?limit=100").Note("sends ?limit=100").Expect(401),
            ],
            Cure =
            [
                Ask.Get("/_lab/amz-date").Keep("date"),
                Ask.Get("/_lab/aws-signature?target=%2Fsignature.mismatch%3Flimit%3D100&date={date}").Keep("signature"),
                Signed("/signature.mismatch?limit=100"),
            ],
        };

    private Exhibit ClockSkewed() =>
        new()
        {
            Cause = Causes.Signature.ClockSkewed,
            Scene = "The signature is right, but the client's clock is twenty minutes behind, and five are allowed.",
            Client = "Sets its clock from the network, or signs by the Date of the server's answer.",
            Handler = context => AnswerAwsAsync(context, Causes.Signature.ClockSkewed),
            Provoke =
            [
                Ask.Get("/_lab/amz-date?age=20m").Keep("date").Note("what the wrong clock says"),
                Ask.Get("/_lab/aws-signature?target=%2Fsignature.clock-skewed&date={date}").Keep("signature"),
                Signed("/signature.clock-skewed").Expect(401),
            ],
            Cure =
            [
                Ask.Get("/_lab/amz-date").Keep("date"),
                Ask.Get("/_lab/aws-signature?target=%2Fsignature.clock-skewed&date={date}").Keep("signature"),
                Signed("/signature.clock-skewed"),
            ],
        };

    private Exhibit BodyChanged() =>
        new()
        {
            Cause = Causes.Signature.BodyChanged,
            Scene =
                "A webhook is signed over time and body; then a library reads the JSON and writes it again with other spaces.",
            Client = "Signs, sends and verifies the very same octets, and parses them only after that.",
            Handler = context => AnswerWebhookAsync(context, Causes.Signature.BodyChanged, TimeSpan.Zero),
            Provoke =
            [
                Posted("/_lab/webhook-signature").Keep("signature").Note("signs the body"),
                Ask.Post("/signature.body-changed", OrderRewritten, "application/json")
                    .With(WebhookSignature.Field, "{signature}")
                    .Note("sends it with other spaces")
                    .Expect(401),
            ],
            Cure =
            [
                Posted("/_lab/webhook-signature").Keep("signature"),
                Posted("/signature.body-changed").With(WebhookSignature.Field, "{signature}"),
            ],
        };

    private Exhibit ServerClock() =>
        new()
        {
            Cause = Causes.Clock.Skewed,
            Scene =
                "The server's clock is an hour ahead, as its Date shows, so that everything signed just now counts as old.",
            Client = "Compares Date with its own clock, signs by the server's time, and tells the operator.",
            Handler = context => AnswerWebhookAsync(context, Causes.Clock.Skewed, _serverAhead),
            Provoke =
            [
                Posted("/_lab/webhook-signature").Keep("signature"),
                Posted("/clock.skewed").With(WebhookSignature.Field, "{signature}").Keep("date", "Date").Expect(401),
            ],
            Cure =
            [
                Posted("/_lab/webhook-signature")
                    .With(TimeField, "{date}")
                    .Keep("signature")
                    .Note("signs by the server's clock"),
                Posted("/clock.skewed").With(WebhookSignature.Field, "{signature}"),
            ],
        };

    private static LabStep Posted(string target) => Ask.Post(target, Order, "application/json");

    private static LabStep Signed(string target) =>
        Ask.Get(target).With("X-Amz-Date", "{date}").With("Authorization", "{signature}");

    private async Task AnswerAwsAsync(HttpContext context, Cause cause)
    {
        var body = await ReadAsync(context.Request);
        await (
            AwsSignatureJudge.Judge(context.Request, body, parts.Clock.GetUtcNow()) switch
            {
                SignatureFault.None => LabAnswers.CuredAsync(context, cause, LabAccount.Alice),
                SignatureFault.Missing => RefuseAsync(context, _awsChallenge, "MissingAuthenticationToken"),
                SignatureFault.TooFar => RefuseAsync(context, _awsChallenge, "RequestTimeTooSkewed"),
                _ => RefuseAsync(context, _awsChallenge, "SignatureDoesNotMatch"),
            }
        );
    }

    private async Task AnswerWebhookAsync(HttpContext context, Cause cause, TimeSpan ahead)
    {
        var now = parts.Clock.GetUtcNow() + ahead;
        context.Response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        var body = await ReadAsync(context.Request);
        var field = context.Request.Headers[WebhookSignature.Field] is [{ } one] ? one : null;
        await (
            WebhookSignature.Judge(field, body, LabAccount.Password, now) switch
            {
                SignatureFault.None => LabAnswers.CuredAsync(context, cause, LabAccount.Alice),
                SignatureFault.Missing => RefuseAsync(context, _webhookChallenge, "The signature is missing."),
                SignatureFault.TooFar => RefuseAsync(context, _webhookChallenge, "The signature is too old."),
                _ => RefuseAsync(context, _webhookChallenge, "The signature does not match."),
            }
        );
    }

    private string? Date(HttpContext context) =>
        TryAge(context.Request, out var age) ? AwsSignature.Write(parts.Clock.GetUtcNow() - age) : null;

    private static async ValueTask<string?> AwsAsync(HttpContext context)
    {
        var request = context.Request;
        var time = request.Query["date"].ToString();
        if (request.Query["target"] is not [['/', ..] target] || time.Length < 8)
        {
            return null;
        }

        var method = request.Query["method"] is [{ } named] ? named : "GET";
        var secret = request.Query["secret"] is [{ } other] ? other : LabAccount.Password;
        var signed = new AwsRequest(
            method,
            target,
            [KeyValuePair.Create("host", request.Host.Value ?? ""), KeyValuePair.Create("x-amz-date", time)],
            AwsSignature.Hash(await ReadAsync(request))
        );
        var scope = $"{time[..8]}/lab-1/orders/{AwsSignature.Terminator}";
        return AwsSignature.Authorization(signed, AwsSignatureJudge.KeyId, secret, time, scope);
    }

    private async ValueTask<string?> WebhookAsync(HttpContext context)
    {
        var at = parts.Clock.GetUtcNow();
        if (context.Request.Headers[TimeField] is [{ } told])
        {
            if (!DateTimeOffset.TryParse(told, CultureInfo.InvariantCulture, out at))
            {
                return null;
            }
        }
        else if (TryAge(context.Request, out var age))
        {
            at -= age;
        }
        else
        {
            return null;
        }

        return WebhookSignature.Sign(await ReadAsync(context.Request), LabAccount.Password, at);
    }

    private static bool TryAge(HttpRequest request, out TimeSpan age)
    {
        age = TimeSpan.Zero;
        return request.Query["age"] is not [{ } text] || DurationText.TryParse(text, out age);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int count;
        while (body.Length < LongestBody && (count = await request.Body.ReadAsync(buffer)) > 0)
        {
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static Task RefuseAsync(HttpContext context, string challenge, string text) =>
        BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, challenge, text);
}

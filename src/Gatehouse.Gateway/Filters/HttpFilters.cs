using System.Net;
using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Identity;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Routes;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Forwarding;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Gateway.Filters;

/// <summary>
/// Asks routes' filters over HTTP: a GET that describes the request as a proxy's question does, with the identity that an
/// upstream would get, and with no credentials of the client. Only 2xx lets a request through.
/// </summary>
internal sealed class HttpFilters : IDisposable
{
    private const int LongestReason = 200;

    private static readonly Passed Allowed = new("the filter lets it through", settles: true);

    private readonly HttpMessageInvoker _invoker = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        },
        disposeHandler: true
    );

    /// <summary>The filter of a route.</summary>
    public IRouteFilter Of(
        FilterConfiguration filter,
        IdentityHeaders identity,
        Assertions assertions,
        TimeProvider time
    ) => new HttpFilter(this, filter, identity, assertions, time);

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private sealed class HttpFilter(
        HttpFilters filters,
        FilterConfiguration filter,
        IdentityHeaders identity,
        Assertions assertions,
        TimeProvider time
    ) : IRouteFilter
    {
        private readonly string _audience = filter.Url.GetLeftPart(UriPartial.Authority);

        public async ValueTask<Finding> JudgeAsync(Decision decision, CancellationToken cancellationToken)
        {
            using var question = QuestionAbout(decision);
            using var timeout = new CancellationTokenSource(filter.Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                using var answer = await filters._invoker.SendAsync(question, either.Token);
                return Read(answer);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Unanswered(
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"it did not answer in {filter.Timeout.TotalSeconds} s"
                    )
                );
            }
            catch (HttpRequestException exception)
            {
                return Unanswered(exception.Message);
            }
        }

        private Finding Read(HttpResponseMessage answer)
        {
            if (answer.IsSuccessStatusCode)
            {
                return Allowed;
            }

            if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            {
                return Unanswered("it answered with status " + (int)answer.StatusCode);
            }

            var reason = answer.Headers.TryGetValues("Gatehouse-Refuse", out var reasons) ? reasons.First() : null;
            return Finding.Failed(
                Causes.Access.FilterRefused,
                [
                    Evidence.ForOperator("filter", _audience),
                    .. reason is null
                        ? (Evidence[])[]
                        : [Evidence.ForOperator("reason", SafeText.Escape(reason, LongestReason))],
                ]
            );
        }

        private Unanswerable Unanswered(string problem) =>
            Finding.Unanswerable(
                Causes.Server.Configuration,
                Evidence.ForOperator("filter", _audience),
                Evidence.ForOperator("problem", "the filter: " + problem)
            );

        private HttpRequestMessage QuestionAbout(Decision decision)
        {
            var facts = decision.Facts;
            var question = new HttpRequestMessage(HttpMethod.Get, filter.Url);
            var fields = question.Headers;
            fields.TryAddWithoutValidation("X-Forwarded-Method", facts.Method);
            fields.TryAddWithoutValidation("X-Forwarded-Proto", facts.Https ? "https" : "http");
            fields.TryAddWithoutValidation("X-Forwarded-Host", facts.Authority);
            fields.TryAddWithoutValidation(
                "X-Forwarded-Uri",
                facts.Path.Text + ForwardTarget.Query(decision, decision.Route!)
            );
            fields.TryAddWithoutValidation("X-Forwarded-For", facts.Client.ToString());
            if (decision.Principal is not { } principal)
            {
                return question;
            }

            fields.TryAddWithoutValidation(identity.User, principal.Name);
            fields.TryAddWithoutValidation(identity.Groups, principal.RolesText);
            fields.TryAddWithoutValidation(identity.Scopes, principal.ScopesText);
            fields.TryAddWithoutValidation(IdentityHeaders.Assertion, assertions.For(principal, _audience));
            return question;
        }
    }
}

using System.Globalization;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// Makes an answer fit for nginx, which lets 2xx pass, hands on 401 and 403, takes everything else for a fault of ours,
/// reads the first <c>WWW-Authenticate</c> line alone and drops the body. What is true stands in fields of our own.
/// </summary>
internal static class FewStatuses
{
    private const string StatusField = "Gatehouse-Status";
    private const string CauseField = "Gatehouse-Cause";
    private const string LocationField = "Gatehouse-Location";

    public static void Apply(HttpResponse response, Refusal refusal, RefusalTickets tickets)
    {
        var headers = response.Headers;
        headers[RefusalTicket.Field] = tickets.Write(RefusalTicket.Of(response, refusal));
        headers[StatusField] = response.StatusCode.ToString(CultureInfo.InvariantCulture);
        headers[CauseField] = refusal.Cause.Id;
        if (headers.Location.Count > 0)
        {
            headers[LocationField] = headers.Location;
            headers.Remove(HeaderNames.Location);
        }

        if (refusal.Challenges.Count > 0)
        {
            headers.WWWAuthenticate = ChallengeWriter.WriteList(refusal.Challenges);
        }

        response.StatusCode =
            response.StatusCode == StatusCodes.Status401Unauthorized
                ? StatusCodes.Status401Unauthorized
                : StatusCodes.Status403Forbidden;
        response.ContentLength = 0;
    }
}

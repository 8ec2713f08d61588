using Gatehouse.Lab.Dress;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Lab.Tests.Dress;

/// <summary>A refused request, to be told by a dress.</summary>
internal static class DressCase
{
    /// <summary>Noon of a day in June.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What a dress says of a cause.</summary>
    public static DressedAnswer Answer(
        string dress,
        string cause,
        string scheme,
        string? accept = null,
        string? authorization = null
    )
    {
        var http = new DefaultHttpContext();
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("api.example");
        http.Request.Headers.Accept = accept;
        http.Request.Headers.Authorization = authorization;
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/orders?page=2";
        return Wardrobe
            .Find(dress)!
            .Answer(DressContext.Of(http, Causes.Find(cause)!, refusal: null, scheme, "Lab", Noon));
    }
}

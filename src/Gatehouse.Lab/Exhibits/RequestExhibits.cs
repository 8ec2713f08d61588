using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Requests that can be read in two ways, and those that go where nothing is or not with this method.</summary>
internal sealed class RequestExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Request.PathAmbiguous,
                Scene =
                    "The path has an encoded slash, which some servers take for a slash and others do not: they would disagree about what is asked for.",
                Client = "Writes the path in its one plain form.",
                Routes = [Everybody(Causes.Request.PathAmbiguous)],
                Provoke = [Ask.Get("/request.path-ambiguous/orders%2F7").Expect(400)],
                Cure = [Ask.Get("/request.path-ambiguous/orders/7")],
            },
            new()
            {
                Cause = Causes.Request.FramingAmbiguous,
                Scene =
                    "The request says in two ways where it ends, with Content-Length and with Transfer-Encoding; servers that believe different ones take its rest for another request.",
                Client = "Sends one of the two fields.",
                Routes = [Everybody(Causes.Request.FramingAmbiguous)],
                Provoke =
                [
                    Ask.Post("/request.framing-ambiguous", "0\r\n\r\n")
                        .With("Content-Length", "5")
                        .With("Transfer-Encoding", "chunked")
                        .Expect(400),
                ],
                Cure = [Ask.Post("/request.framing-ambiguous", "order=7")],
            },
            new()
            {
                Cause = Causes.Route.Unknown,
                Scene = "The path is mistyped; there is nothing here, and nobody is asked for credentials.",
                Client = "Looks the address up.",
                Routes = [ExhibitRoutes.At("/route.unknown/orders") with { Access = RouteAccess.Everyone }],
                Provoke = [Ask.Get("/route.unknown/order").Expect(404)],
                Cure = [Ask.Get("/route.unknown/orders")],
            },
            new()
            {
                Cause = Causes.Route.MethodNotAllowed,
                Scene = "The address takes GET alone; Allow names what it takes.",
                Client = "Uses a method that Allow names.",
                Routes =
                [
                    ExhibitRoutes.For(Causes.Route.MethodNotAllowed, _judge.Basic) with
                    {
                        PerMethod = new Dictionary<string, Requirement>(StringComparer.Ordinal)
                        {
                            ["GET"] = Requirement.None,
                        },
                    },
                ],
                Provoke =
                [
                    Ask.Post("/route.method-not-allowed", "order=7")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .Expect(405),
                ],
                Cure = [Ask.Get("/route.method-not-allowed").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Route.Moved,
                Scene = "The page has moved, and Location says where to.",
                Client = "Follows Location with the same method and body, and remembers it.",
                Routes =
                [
                    ExhibitRoutes.At("/route.moved/old/**") with
                    {
                        Access = RouteAccess.Moved,
                        MovedTo = "/route.moved/new/",
                    },
                    ExhibitRoutes.At("/route.moved/new/**") with
                    {
                        Access = RouteAccess.Everyone,
                    },
                ],
                Provoke = [Ask.Get("/route.moved/old/orders/7").Expect(308)],
                Cure = [Ask.Get("/route.moved/old/orders/7").Following()],
            },
        ];

    private static Route Everybody(Cause cause) => ExhibitRoutes.For(cause) with { Access = RouteAccess.Everyone };
}

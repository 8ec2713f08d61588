using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Products that people run themselves, and devices.</summary>
internal sealed class HostedRecogniser : ProductRecogniser
{
    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "Nextcloud",
            Application,
            "https://docs.nextcloud.com/server/latest/developer_manual/",
            Body("OCA\\DAV\\", 0.97),
            Field("X-Nextcloud-", 0.5),
            Path("/remote.php/dav", 0.9),
            Path("/ocs/v", 0.85),
            Challenge("realm=\"Nextcloud\"", 0.98),
            Body("Access through untrusted domain", 0.9),
            Body("http://sabredav.org/ns", 0.6)
        ),
        new("ownCloud", Application, "https://doc.owncloud.com/", Challenge("realm=\"ownCloud\"", 0.97)),
        new(
            "Proxmox VE",
            Application,
            "https://pve.proxmox.com/wiki/Proxmox_VE_API",
            Field("Server", "pve-api-daemon", 0.98),
            Reason("No ticket", 0.93),
            Reason("permission denied - invalid PVE ticket", 0.97),
            Reason("no such token", 0.9),
            Path("/api2/json", 0.9)
        ),
        new(
            "Home Assistant",
            Application,
            "https://www.home-assistant.io/integrations/http/",
            WholeBody("401: Unauthorized", 0.8),
            WholeBody("403: Forbidden", 0.6),
            WholeBody("400: Bad Request", 0.6),
            Path("/api/websocket", 0.3),
            Host("nabu.casa", 0.9)
        ),
        new(
            "UniFi",
            Application,
            null,
            Body("api.err.", 0.93),
            Path("/proxy/network/", 0.9),
            Body("AUTHENTICATION_FAILED_INVALID_CREDENTIALS", 0.95),
            Field("x-csrf-token", 0.1)
        ),
        new("Synology", Application, null, Path("/webapi/", 0.85)),
        new("Splunk HEC", Application, null, Body("\"text\":\"Invalid token\",\"code\":4", 0.95)),
        new(
            "ONVIF device",
            Application,
            "https://www.onvif.org/",
            Body("www.onvif.org", 0.93),
            Body("ter:NotAuthorized", 0.96),
            Path("/onvif/", 0.9)
        ),
        new("Plex", Application, null, Field("X-Plex-Protocol", 0.97)),
        new("Jellyfin", Application, null, Field("X-MediaBrowser-Token", 0.9)),
        new("Pi-hole", Application, null, Field("X-Pi-hole", 0.97)),
        new("Portainer", Application, null, Body("\"details\":\"Invalid JWT token\"", 0.9)),
        new(
            "Open WebUI",
            Application,
            null,
            Body("\"detail\":\"Your session has expired or the token is invalid.", 0.9)
        ),
        new(
            "Matrix Synapse",
            Application,
            "https://spec.matrix.org/latest/client-server-api/",
            Body("\"errcode\":\"M_", 0.97)
        ),
        new(
            "Mattermost",
            Application,
            null,
            Body("api.context.session_expired.app_error", 0.97),
            Body(".app_error\"", 0.9)
        ),
    ];
}

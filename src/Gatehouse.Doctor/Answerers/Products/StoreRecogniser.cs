using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Data stores and monitoring.</summary>
internal sealed class StoreRecogniser : ProductRecogniser
{
    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "Elasticsearch",
            Application,
            "https://www.elastic.co/guide/en/elasticsearch/reference/current/setting-up-authentication.html",
            Body("\"type\":\"security_exception\"", 0.9),
            Field("X-elastic-product", 0.97),
            Body("for REST request [", 0.93),
            Challenge("ApiKey", 0.6).With(Challenge("realm=\"security\"", 1))
        ),
        new(
            "OpenSearch",
            Application,
            "https://docs.opensearch.org/latest/security/",
            Challenge("realm=\"OpenSearch Security\"", 0.98),
            Body("Authentication finally failed", 0.9)
        ),
        new(
            "Kibana",
            Application,
            "https://www.elastic.co/guide/en/kibana/current/kibana-authentication.html",
            Field("kbn-name", 0.97),
            Field("kbn-license-sig", 0.97)
        ),
        new(
            "Prometheus",
            Application,
            "https://prometheus.io/docs/guides/basic-auth/",
            Path("/api/v1/query", 0.6),
            Body("server returned HTTP status 401 Unauthorized", 0.8)
        ),
        new(
            "CouchDB",
            Application,
            "https://docs.couchdb.org/en/stable/api/server/authn.html",
            Field("Server", "CouchDB", 0.97),
            Body("\"reason\":\"Name or password is incorrect.\"", 0.96),
            Body("\"reason\":\"You are not authorized to access this db.\"", 0.96)
        ),
        new(
            "ClickHouse",
            Application,
            "https://clickhouse.com/docs/operations/access-rights",
            FieldsLike("X-ClickHouse-", 0.98),
            Body("DB::Exception", 0.95)
        ),
        new(
            "Neo4j",
            Application,
            "https://neo4j.com/docs/status-codes/current/",
            Body("Neo.ClientError.Security.", 0.98)
        ),
        new(
            "Splunk",
            Application,
            "https://docs.splunk.com/",
            Field("Server", "Splunkd", 0.97),
            Body("call not properly authenticated", 0.95)
        ),
        new("InfluxDB", Application, "https://docs.influxdata.com/", FieldsLike("X-Influxdb-", 0.97)),
        new(
            "Grafana",
            Application,
            "https://grafana.com/docs/grafana/latest/developers/http_api/authentication/",
            Body("\"messageId\":\"", 0.6),
            Body("session.token.rotate", 0.97),
            Cookie("grafana_session", 0.97),
            Body("\"message\":\"Invalid API key\"", 0.55),
            Body("\"message\":\"Expired API key\"", 0.7),
            Body("\"message\":\"Invalid username or password\"", 0.5),
            Path("/api/datasources/", 0.8),
            Path("/api/dashboards/", 0.8)
        ),
        new(
            "RabbitMQ",
            Application,
            "https://www.rabbitmq.com/docs/access-control",
            Body("{\"error\":\"not_authorised\"", 0.93),
            Body("User can only log in via localhost", 0.97),
            Challenge("RabbitMQ Management", 0.98)
        ),
        new("MongoDB Atlas", Application, null, Host("cloud.mongodb.com", 0.97), Challenge("MMS Public API", 0.97)),
    ];
}

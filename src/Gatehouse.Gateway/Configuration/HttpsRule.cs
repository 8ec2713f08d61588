namespace Gatehouse.Gateway.Configuration;

/// <summary>What becomes of requests that come in plain http from beyond loopback.</summary>
public enum HttpsRule
{
    /// <summary>Sent to https, or refused where they carry credentials; https answers carry HSTS.</summary>
    Required,

    /// <summary>Answered like any other.</summary>
    Optional,
}

package dev.patchbay.model;

import java.util.Optional;

/**
 * Every limit that bounds callers, in one table. Each row names the limited quantity, the answer
 * beyond the limit, why the limit is what it is, and the test class that holds it. The guide to the
 * API shows the same table.
 */
public enum Limit {

  // Connections
  CONNECTIONS(
      "connections of an event loop",
      4_096,
      Unit.COUNT,
      "",
      "the new connection is closed",
      "Each takes some kilobytes, and clients of one replica keep far fewer.",
      "ConnectionLimitsTest"),
  MANAGEMENT_CONNECTIONS(
      "connections to the management port",
      64,
      Unit.COUNT,
      "",
      "the connection that has been without a request the longest is closed",
      "A few probes and scrapers come, and they must get in while others hold connections.",
      "ManagementLimitsTest"),
  RESERVED_DESCRIPTORS(
      "file descriptors that callers leave to probes, Redis and files",
      256,
      Unit.COUNT,
      "",
      "the new connection is closed",
      "64 for the management port, 32 for each server of Redis, the rest for files.",
      "FileDescriptorsTest"),
  FIRST_REQUEST_TIME(
      "time from the opening of a connection to the end of its first request head",
      10_000,
      Unit.MILLIS,
      "",
      "the connection is closed",
      "A connection is opened for a request, and a head may take as long as a body.",
      "ConnectionLimitsTest"),
  NEXT_REQUEST_TIME(
      "time from one request head to the end of the next",
      70_000,
      Unit.MILLIS,
      "",
      "the connection is closed",
      "The idle timeout of a minute, and the time for one more head.",
      "ConnectionLimitsTest"),
  STREAMS(
      "streams of an HTTP/2 connection",
      128,
      Unit.COUNT,
      "",
      "the stream is refused",
      "An SDK keeps some dozens of requests in flight on one connection.",
      "Http2LimitsTest"),
  STREAM_RESETS(
      "streams that an HTTP/2 connection resets in 30 seconds",
      200,
      Unit.COUNT,
      "",
      "the connection is closed",
      "A caller that gives up more often is not waiting for answers (CVE-2023-44487).",
      "Http2LimitsTest"),

  // Requests
  REQUEST_LINE(
      "request line",
      8 * 1024,
      Unit.BYTES,
      "",
      "400 BadRequestException",
      "Three identifiers of two kilobytes still reach the router, where they are not found.",
      "MalformedHttpTest"),
  REQUEST_HEADERS(
      "request headers",
      16 * 1024,
      Unit.BYTES,
      "",
      "400 BadRequestException",
      "A session token takes up to two kilobytes, the rest of a signed request less than one.",
      "MalformedHttpTest"),
  IF_MATCH(
      "values of the header If-Match",
      1024,
      Unit.BYTES,
      "",
      "400 BadRequestException",
      "A caller names the revision that it has read, perhaps a few.",
      "ConditionalRequestTest"),
  REQUEST_HEADER_COUNT(
      "headers of a request",
      100,
      Unit.COUNT,
      "",
      "400 BadRequestException",
      "An SDK sends a dozen, and proxies add some more.",
      "MalformedHttpTest"),
  REQUEST_TIME(
      "time from the end of a request head to the end of the answer",
      10_000,
      Unit.MILLIS,
      "",
      "408 RequestTimeoutException while the body is incomplete, then 503"
          + " ServiceUnavailableException",
      "The largest body takes a tenth of it on a slow line, and so do all waits of the service.",
      "RequestDeadlinesTest"),
  REQUEST_BODY(
      "request body",
      1024 * 1024,
      Unit.BYTES,
      "PATCHBAY_MAX_BODY_BYTES",
      "413 RequestEntityTooLargeException",
      "31 templates of the largest size that AWS allows fit.",
      "RequestBodyTest"),
  UNPROVED_BODIES(
      "unfinished bodies, all together, on connections that have not proved a signature yet; one"
          + " of the largest on each event loop in any case",
      2 * 1024 * 1024,
      Unit.BYTES,
      "",
      "503 ServiceUnavailableException to the one that has been unfinished the longest",
      "Anyone may send them; a body that is sent without pauses takes milliseconds.",
      "LimitedMemoryTest"),
  BODIES_IN_FLIGHT(
      "bodies of all requests together, until they are answered; one of the largest on each event"
          + " loop in any case",
      4 * 1024 * 1024,
      Unit.BYTES,
      "",
      "503 ServiceUnavailableException",
      "A change takes about ten times its body while it is checked, stored and answered.",
      "LimitedMemoryTest"),
  UNSENT_ANSWERS(
      "answers beyond 64 KiB of all requests together that are not sent yet",
      16 * 1024 * 1024,
      Unit.BYTES,
      "",
      "503 ServiceUnavailableException to reads; connections that have not read for a second are"
          + " closed",
      "A caller that reads takes an answer within milliseconds.",
      "AnswerWriterTest"),
  UNSENT_SMALL_ANSWERS(
      "answers up to 64 KiB of all requests together that are not sent yet",
      4 * 1024 * 1024,
      Unit.BYTES,
      "",
      "503 ServiceUnavailableException to reads; connections that have not read for a second are"
          + " closed",
      "Most answers have less than 2 KiB, and no number of large ones keeps them from callers.",
      "AnswerWriterTest"),
  LARGE_ANSWERS(
      "answers beyond 64 KiB that are being made, as far as their sizes are known; one on each"
          + " event loop in any case",
      4 * 1024 * 1024,
      Unit.BYTES,
      "",
      "the operation waits for its turn",
      "A resource takes several times its size while it is read and written.",
      "LargeResourcesTest"),
  LARGE_WAITING(
      "operations of an event loop that wait for large resources",
      256,
      Unit.COUNT,
      "",
      "503 ServiceUnavailableException",
      "Each takes some 20 milliseconds, and a request has ten seconds.",
      "LargeResourcesTest"),
  UNSENT_TIME(
      "time from the end of a request to the end of its answer's way to the caller",
      10_000,
      Unit.MILLIS,
      "",
      "the connection is closed",
      "The largest answer takes a tenth of it on a slow line.",
      "AnswerWriterTest"),
  JSON_LEVELS(
      "levels of nesting in a body",
      64,
      Unit.COUNT,
      "",
      "400 SerializationException",
      "No request shape is deeper than four levels, and each level takes stack.",
      "JsonReaderTest"),
  JSON_VALUES(
      "values in a body",
      2_048,
      Unit.COUNT,
      "",
      "400 SerializationException",
      "No real request holds as many, and checking them does not keep an event loop busy.",
      "JsonReaderTest"),

  // Resources
  RESOURCE_BYTES(
      "JSON of a resource",
      1024 * 1024,
      Unit.BYTES,
      "PATCHBAY_MAX_RESOURCE_BYTES",
      "400 BadRequestException, naming the member",
      "Updates merge maps, and what is stored must fit into one request.",
      "ResourceSizesTest"),
  ENTRIES(
      "entries of a map or a list of a resource",
      256,
      Unit.COUNT,
      "",
      "400 BadRequestException, naming the member",
      "No HTTP response has room for as many headers of the largest size.",
      "ResourceSizesTest"),
  TAGS(
      "tags of a resource",
      50,
      Unit.COUNT,
      "",
      "400 BadRequestException, naming the member",
      "The limit of AWS.",
      "ResourceSizesTest"),
  STAGE_VARIABLES(
      "variables of a stage",
      100,
      Unit.COUNT,
      "",
      "400 BadRequestException, naming the member",
      "The limit of AWS.",
      "ResourceSizesTest"),
  OPENAPI_VALUES(
      "values of an OpenAPI document",
      500_000,
      Unit.COUNT,
      "",
      "400 BadRequestException",
      "A document of the largest body has fewer, and aliases of YAML may not multiply them.",
      "OpenApiLimitsTest"),
  OPENAPI_RESOURCES(
      "resources of an HTTP API that an import makes or replaces, and an export shows",
      2_048,
      Unit.COUNT,
      "",
      "400 BadRequestException",
      "AWS's quotas allow 610, and one transaction stores them all.",
      "OpenApiLimitsTest"),
  OPENAPI_BYTES(
      "stored bytes of these resources that are read together",
      16L * 1024 * 1024,
      Unit.BYTES,
      "",
      "400 BadRequestException",
      "Resources of 8 kilobytes each, far above what routes and integrations have.",
      "OpenApiLimitsTest"),
  OPENAPI_WARNINGS(
      "warnings that an import reports",
      100,
      Unit.COUNT,
      "",
      "the last one says how many are left out",
      "An author fixes the first warnings first.",
      "OpenApiLimitsTest"),
  SNAPSHOT_RESOURCES(
      "resources of an API that a deployment takes",
      8_192,
      Unit.COUNT,
      "",
      "400 BadRequestException",
      "An API with 300 routes and 3,000 responses has half as many; they are in memory at once,"
          + " and Redis reads them in one turn.",
      "SnapshotLimitsTest"),
  SNAPSHOT_BYTES(
      "stored bytes of the resources that a deployment takes",
      4 * 1024 * 1024,
      Unit.BYTES,
      "",
      "400 BadRequestException",
      "A deployment is read, hashed and written as one record, and held in memory several times.",
      "SnapshotLimitsTest"),
  SNAPSHOTS_WAITING(
      "deployments of an event loop that wait for their turn",
      64,
      Unit.COUNT,
      "",
      "503 ServiceUnavailableException",
      "They are made one after the other, for each takes several times its size of memory.",
      "SnapshotLimitsTest"),
  AUTOMATIC_DEPLOYMENTS(
      "automatic deployments of an API, not counting deployments that a stage names",
      100,
      Unit.COUNT,
      "",
      "the oldest are deleted",
      "Each change of an API may make one; nobody goes back further.",
      "AutomaticDeploymentsTest"),
  EXPRESSION_WORK(
      "characters of different JSON expressions and regular expressions of a resource; an"
          + " expression with filters counts once more for each filter",
      8 * 1024,
      Unit.COUNT,
      "",
      "400 BadRequestException, naming the member",
      "Compiling them takes a processor less than 10 milliseconds, and 30 right after the start.",
      "ExpressionsTest"),
  EXPRESSION_FILTERS(
      "filters of a JSON expression",
      8,
      Unit.COUNT,
      "",
      "400 BadRequestException, naming the member",
      "Each filter is an expression of its own.",
      "ExpressionsTest"),
  EXPRESSION_STEPS(
      "dots and opening brackets of a JSON expression",
      64,
      Unit.COUNT,
      "",
      "400 BadRequestException, naming the member",
      "The work of the parser grows with the square of the steps.",
      "ExpressionsTest"),
  EXPRESSION_BRACKETS(
      "brackets inside one another in a JSON expression",
      12,
      Unit.COUNT,
      "",
      "400 BadRequestException, naming the member",
      "The parser reads a filter again for every filter around it.",
      "ExpressionsTest"),
  PAGE_RESOURCES(
      "resources of a page",
      500,
      Unit.COUNT,
      "",
      "400 BadRequestException",
      "The limit of API Gateway v1.",
      "PageJsonTest"),
  CHANGES(
      "changes in the log of an API",
      2_000,
      Unit.COUNT,
      "PATCHBAY_MAX_CHANGES",
      "the oldest go",
      "With 200 bytes each, the logs of 1,000 APIs take at most 400 MB of Redis.",
      "RedisChangesTest"),
  DELETED_LOGS(
      "logs of deleted APIs of an account",
      100,
      Unit.COUNT,
      "",
      "the oldest goes",
      "With 100 changes each, those of an account take 2 MB, however often APIs come and go.",
      "RedisChangesTest"),
  DELETED_LOG_CHANGES(
      "changes in the log of a deleted API",
      100,
      Unit.COUNT,
      "",
      "the oldest go when the API is deleted",
      "A subscriber learns of the deletion, and of a gap where it is behind.",
      "RedisChangesTest"),
  SUBSCRIBERS(
      "subscribers to changes on an event loop",
      256,
      Unit.COUNT,
      "",
      "503 ServiceUnavailableException",
      "Each takes part in every round, and up to 100 kilobytes of buffers.",
      "ChangeFeedTest"),
  STREAM_STALL(
      "time in which a subscriber reads none of the events that are sent to it",
      30_000,
      Unit.MILLIS,
      "",
      "the stream is cut off",
      "Unread events take memory, and a client with a position continues where it was.",
      "ChangeFeedTest"),
  STREAM_TIME(
      "time of a stream of changes",
      900_000,
      Unit.MILLIS,
      "",
      "the stream ends, and its subscriber connects again",
      "It may reach a replica with fewer subscribers, and does not outlive withdrawn credentials.",
      "ChangeFeedTest"),
  STREAM_LOOKUPS(
      "streams of changes that begin at the same time on an event loop",
      4,
      Unit.COUNT,
      "",
      "the others wait for their turn; 503 ServiceUnavailableException where 256 wait",
      "Hundreds begin after a restart, and leave the connections to Redis to requests.",
      "ChangeFeedRoundsTest"),
  CHANGES_OF_BATCH(
      "changes that a batch reads for subscribers, each counted with 1 KiB",
      1024 * 1024,
      Unit.BYTES,
      "",
      "the next batch reads the rest",
      "An event loop decodes a batch in one turn, in some five milliseconds.",
      "ChangeReadsTest"),
  EVENTS_OF_TURN(
      "events that an event loop hands to subscribers in one turn",
      1024 * 1024,
      Unit.BYTES,
      "",
      "the next turn goes on",
      "256 subscribers that ask for the same page of changes would be sent 25 MB in one turn.",
      "EventDeliveryTest"),
  NODE_BATCHES(
      "batches of changes under way at a node of a Redis Cluster, for each event loop: half of the"
          + " default of PATCHBAY_REDIS_POOL_SIZE",
      16,
      Unit.COUNT,
      "",
      "the change waits for its turn",
      "Each takes a connection, and the other half is for reads and second attempts.",
      "NodeBatchesTest"),
  WAITING_CHANGES(
      "changes of an event loop that wait for their batch",
      4_096,
      Unit.COUNT,
      "",
      "503 ServiceUnavailableException",
      "More would not be served before the deadline of their requests.",
      "CommitQueueTest"),
  REMOVALS(
      "deleted trees of an API that are not swept yet",
      64,
      Unit.COUNT,
      "",
      "503 ServiceUnavailableException",
      "Every read in the API takes all of them along.",
      "ResourceTreeContract"),
  REMOVED_TOGETHER(
      "resources that a deletion takes out in its own transaction",
      128,
      Unit.COUNT,
      "",
      "the tree is unlinked at its root and swept behind",
      "A transaction with more would keep other users of Redis waiting.",
      "ResourceTreeContract"),
  SEARCHED_PARENTS(
      "resources below which a deletion or a renaming looks for others that name its resource",
      512,
      Unit.COUNT,
      "",
      "400 BadRequestException",
      "Each is a key under WATCH, and the work of Redis grows with the square of them.",
      "ReferrersTest"),
  NAMED_REFERRERS(
      "resources with one value that a decision looks at, of those in a collection",
      100,
      Unit.COUNT,
      "",
      "a refusal that lists them lists these alone",
      "One other resource decides whether a value is taken or in use, and no answer grows with the"
          + " collection.",
      "HoldersTest"),
  PAGE_BYTES(
      "bytes of the stored resources of a page with several",
      4 * 1024 * 1024,
      Unit.BYTES,
      "",
      "the page ends early, with a nextToken",
      "A page is held several times over, as it was read, decoded and encoded again.",
      "LimitedMemoryTest"),

  // Evaluations
  EVALUATIONS_PENDING(
      "evaluations that wait or run",
      256,
      Unit.COUNT,
      "PATCHBAY_EVALUATION_PENDING",
      "503 ServiceUnavailableException",
      "Two workers take some 20 milliseconds for as many of usual size.",
      "EvaluationWorkTest"),
  EVALUATION_WAIT(
      "time that an evaluation waits for a worker",
      2_000,
      Unit.MILLIS,
      "PATCHBAY_EVALUATION_WAIT_MILLIS",
      "503 ServiceUnavailableException",
      "The longest evaluation takes a quarter of it, and another replica may be free.",
      "EvaluationWorkersTest"),
  EVALUATED_RESPONSES(
      "integration responses of an integration that is evaluated",
      300,
      Unit.COUNT,
      "",
      "400 BadRequestException",
      "The quota of AWS for a collection; each is a key to match and a line of the answer.",
      "EvaluationTest"),
  EVALUATED_BYTES(
      "bytes of the stored integration responses of an integration that is evaluated",
      4 * 1024 * 1024,
      Unit.BYTES,
      "",
      "400 BadRequestException",
      "As many as a page of them has, and they are held in the same ways.",
      "EvaluationTest"),
  EVALUATION_ANSWER(
      "answer of an evaluation",
      4 * 1024 * 1024,
      Unit.BYTES,
      "",
      "400 BadRequestException",
      "The largest frame and its trace take less than a quarter of it.",
      "EvaluationJsonTest"),
  EVALUATION_STEPS(
      "steps of an evaluation",
      400_000,
      Unit.COUNT,
      "",
      "error `STEP_LIMIT` in the answer",
      "A loop of a thousand rounds over a hundred nodes takes a quarter of it.",
      "AttackTest"),
  EVALUATION_PATTERN_READS(
      "characters that the regular expressions of an evaluation read, weighted by their counted"
          + " loops",
      500_000,
      Unit.COUNT,
      "",
      "error `PATTERN_LIMIT` in the answer",
      "An error message of a few kilobytes is read some ten times; a processor reads this in 10"
          + " ms.",
      "AttackTest"),
  EVALUATION_OUTPUT(
      "frame of an evaluation in UTF-8",
      128 * 1024,
      Unit.BYTES,
      "",
      "error `OUTPUT_LIMIT` in the answer; the gateway closes the connection with 1009",
      "The largest message that API Gateway sends to a client.",
      "AttackTest"),
  EVALUATED_TEMPLATE(
      "characters of a template that is evaluated",
      32 * 1024,
      Unit.COUNT,
      "",
      "error `TEXT_LIMIT` in the answer",
      "The longest template that API Gateway stores.",
      "AttackTest"),
  EVALUATED_EXPRESSION(
      "characters of a JSON expression or a regular expression that is evaluated",
      1_024,
      Unit.COUNT,
      "",
      "error `TEMPLATE` in the answer",
      "The longest that is stored; a template can make longer ones.",
      "ExpressionLimitsTest"),
  EVALUATION_EMPTY_ROUNDS(
      "rounds of the counted loops of a regular expression that may read nothing",
      10_000,
      Unit.COUNT,
      "",
      "error `TEMPLATE` in the answer",
      "No text needs more to be matched.",
      "AttackTest"),
  EVALUATION_ROUNDS(
      "rounds of a loop of a template",
      1_000,
      Unit.COUNT,
      "",
      "the loop ends, and a note says it",
      "The limit of API Gateway.",
      "TemplateLimitsTest"),
  EVALUATION_MACROS(
      "calls of macros inside one another",
      20,
      Unit.COUNT,
      "",
      "error `TEMPLATE` in the answer",
      "The limit of Velocity's own documentation; recursion of macros has no other end.",
      "AttackTest"),
  EVALUATION_BRACKETS(
      "brackets and directives of a template inside one another",
      128,
      Unit.COUNT,
      "",
      "error `NESTING_LIMIT` in the answer",
      "More take more stack than a thread has while they are parsed.",
      "AttackTest"),
  EVALUATION_TREE(
      "levels of the syntax tree of a template",
      512,
      Unit.COUNT,
      "",
      "error `NESTING_LIMIT` in the answer",
      "Each level takes stack while the template is prepared and rendered.",
      "AttackTest"),
  EVALUATION_LITERAL(
      "characters of a number that a template spells",
      32,
      Unit.COUNT,
      "",
      "error `NUMBER_LIMIT` in the answer",
      "Arithmetic with longer numbers has no bound, and identifiers of 20 digits fit.",
      "AttackTest"),
  EVALUATION_TEXT(
      "characters of one string of an evaluation",
      256 * 1024,
      Unit.COUNT,
      "",
      "error `TEXT_LIMIT` in the answer",
      "Twice the largest frame, for text that a template shortens afterwards.",
      "AttackTest"),
  EVALUATION_COPIES(
      "characters of all strings that an evaluation makes",
      4 * 1024 * 1024,
      Unit.COUNT,
      "",
      "error `COPY_LIMIT` in the answer",
      "8 MiB of memory at most, which a pod has for each of its workers.",
      "AttackTest"),
  EVALUATION_ELEMENTS(
      "elements of one list or map of an evaluation",
      65_536,
      Unit.COUNT,
      "",
      "error `ELEMENT_LIMIT` in the answer",
      "A body of the largest size holds as many elements, and lists of templates are shorter.",
      "AttackTest"),
  EVALUATION_NESTING(
      "levels of lists, maps and JSON of an evaluation",
      64,
      Unit.COUNT,
      "",
      "error `NESTING_LIMIT` in the answer",
      "Bodies are a few levels deep, and each level takes stack.",
      "AttackTest"),
  EVALUATION_NUMBER_BITS(
      "bits of one number of an evaluation",
      512,
      Unit.COUNT,
      "",
      "error `NUMBER_LIMIT` in the answer",
      "Identifiers and amounts of twenty digits fit several times.",
      "AttackTest"),
  EVALUATION_BODY(
      "body of the reply that is evaluated",
      1024 * 1024,
      Unit.BYTES,
      "",
      "error `BODY_LIMIT` in the answer",
      "A request to the service is no larger, and eight of the largest frames fit.",
      "BudgetTest"),
  EVALUATION_TIME(
      "time of an evaluation",
      500,
      Unit.MILLIS,
      "",
      "error `TIME_LIMIT` in the answer",
      "The steps take less, on a busy processor and right after the start too.",
      "BudgetTest"),
  LINT_WARNINGS(
      "warnings about an integration in an answer",
      1_000,
      Unit.COUNT,
      "",
      "the others are left out",
      "More are not read at once.",
      "LintTest"),
  MODEL_SCHEMAS(
      "characters of the schema of a model and of those that it refers to",
      256 * 1024,
      Unit.COUNT,
      "",
      "the frame Internal server error",
      "Eight of the largest size that is stored; a worker compiles them in some ten milliseconds.",
      "MessageModelTest"),
  MODEL_LEVELS(
      "schemas of a model inside one another, for one message",
      256,
      Unit.COUNT,
      "",
      "the frame Internal server error",
      "A message has 64 levels, and each goes through a reference and an alternative or two.",
      "MessageModelTest"),

  // The gateway
  GATEWAY_CONNECTIONS(
      "connections to the gateway",
      20_000,
      Unit.COUNT,
      "",
      "the new connection is closed",
      "An idle one takes less than 20 kilobytes, and file descriptors end soon after.",
      "GatewayConnectionsTest"),
  GATEWAY_HANDSHAKE_TIME(
      "time from the opening of a connection, or from its last request, to a WebSocket",
      40_000,
      Unit.MILLIS,
      "",
      "the connection is closed",
      "An integration answers a handshake within 29 seconds, and the rest is left for its head.",
      "GatewayConnectionsTest"),
  GATEWAY_MESSAGE(
      "message of a client in UTF-8",
      128 * 1024,
      Unit.BYTES,
      "",
      "close 1009",
      "The limit of API Gateway.",
      "MessageAssemblyTest"),
  GATEWAY_FRAME(
      "frame of a message of a client",
      32 * 1024,
      Unit.BYTES,
      "",
      "close 1009",
      "The limit of API Gateway.",
      "MessageAssemblyTest"),
  GATEWAY_SNAPSHOTS(
      "stored bytes of the deployed snapshots that an event loop keeps; one in any case",
      8 * 1024 * 1024,
      Unit.BYTES,
      "",
      "the least recently used goes",
      "Two of the largest fit, or 80 of usual size; each takes several times as much of memory.",
      "SnapshotCacheTest"),
  GATEWAY_READS(
      "deployed snapshots that an event loop keeps, and as many custom domain names and as many"
          + " lists of stages",
      256,
      Unit.COUNT,
      "",
      "the least recently used goes",
      "A snapshot of usual size takes some hundred kilobytes, and a name less.",
      "SnapshotCacheTest"),
  GATEWAY_WAITING(
      "messages of a client that wait for the one that runs",
      32,
      Unit.COUNT,
      "",
      "the client is not read until fewer wait",
      "Clients that send ahead keep a few under way, and TCP holds the others back.",
      "GatewaySocketTest"),
  GATEWAY_PAYLOAD(
      "message of a backend to a connection",
      128 * 1024,
      Unit.BYTES,
      "",
      "413",
      "The limit of API Gateway.",
      "ConnectionPostsTest"),
  GATEWAY_DELIVERY(
      "time in which the message of a backend is written to the socket",
      2_000,
      Unit.MILLIS,
      "",
      "429, and the message waits in the socket",
      "A client that reads has room for it at once, and backends wait a few seconds for an answer.",
      "ConnectionPostsTest"),
  GATEWAY_DELIVERIES(
      "messages of backends that an event loop remembers, for a repeated request to send none"
          + " again",
      4_096,
      Unit.COUNT,
      "",
      "the oldest is forgotten",
      "A delivery takes some 200 bytes; two thousand a second are remembered for two seconds.",
      "RecentDeliveriesTest"),
  GATEWAY_PENDING(
      "bytes of all messages that arrive, wait or run",
      64 * 1024 * 1024,
      Unit.BYTES,
      "",
      "close 1013, or the frame Too Many Requests",
      "Sixty thousand of usual size, and a quarter of the memory of a small pod.",
      "HostileClientsTest"),
  RECORDED_CONNECTIONS(
      "connections of a gateway whose messages are recorded",
      32,
      Unit.COUNT,
      "",
      "the recording that was read the longest ago ends",
      "A few people look at once, and the longest records of all take four megabytes.",
      "MessageRecordingsTest"),
  RECORDED_MESSAGES(
      "messages in the recording of a connection",
      32,
      Unit.COUNT,
      "",
      "the oldest goes",
      "As many wait at most, and a person looks at the latest.",
      "MessageRecordingsTest"),
  RECORDING_UNREAD_TIME(
      "time without a read of the recording of a connection",
      60_000,
      Unit.MILLIS,
      "",
      "it ends",
      "The console reads it again before it sends a message, and a recording takes memory.",
      "MessageRecordingsTest"),
  ROUTE_RATE(
      "requests of a route a second, where its stage sets a burst alone",
      10_000,
      Unit.COUNT,
      "",
      "429, or the frame Too Many Requests",
      "The quota of AWS for an account in a Region.",
      "RouteThrottleTest"),
  ROUTE_BURST(
      "requests of a route at once, where its stage sets a rate alone",
      5_000,
      Unit.COUNT,
      "",
      "429, or the frame Too Many Requests",
      "The quota of AWS for an account in a Region.",
      "RouteThrottleTest"),
  AUTHORIZER_ANSWER(
      "answer of an authorizer",
      8 * 1024,
      Unit.BYTES,
      "",
      "500",
      "The limit of API Gateway.",
      "AuthorizerTest"),
  AUTHORIZER_TIME(
      "time of an authorizer of a WebSocket API",
      29_000,
      Unit.MILLIS,
      "",
      "500",
      "A client and a proxy wait for a handshake some half a minute.",
      "AuthorizerTest"),
  HTTP_API_AUTHORIZER_TIME(
      "time of an authorizer of an HTTP API",
      10_000,
      Unit.MILLIS,
      "",
      "500",
      "The limit of API Gateway; it leaves half a minute for the integration.",
      "HttpApiAccessTest"),
  INTEGRATION_TIME(
      "time of an integration of a WebSocket API",
      29_000,
      Unit.MILLIS,
      "",
      "400 BadRequestException, naming the member",
      "The limit of API Gateway.",
      "AwsSdkErrorsTest"),
  HTTP_API_BODY(
      "body of a request to an HTTP API",
      1024 * 1024,
      Unit.BYTES,
      "",
      "413",
      "As much as a backend may answer; an event loop writes it into an event in milliseconds.",
      "HttpApiLimitsTest"),
  GATEWAY_BODIES(
      "unfinished bodies of requests to the gateway, all together, on an event loop",
      8 * 1024 * 1024,
      Unit.BYTES,
      "",
      "the one that has been unfinished the longest is answered 503",
      "Anyone may send them; a body that is sent without pauses takes milliseconds.",
      "HttpApiBodiesTest"),
  HTTP_API_MAPPED_BODY(
      "body of which a mapping takes members",
      100 * 1024,
      Unit.BYTES,
      "",
      "its members are empty",
      "As much as AWS looks at; it is read in a millisecond or two.",
      "HttpApiMappingTest"),
  HTTP_API_INTEGRATION_TIME(
      "time of an integration of an HTTP API",
      30_000,
      Unit.MILLIS,
      "",
      "400 BadRequestException, naming the member",
      "The limit of API Gateway.",
      "AwsSdkErrorsTest"),
  JWT_ISSUERS(
      "issuers of tokens whose keys an event loop keeps",
      64,
      Unit.COUNT,
      "",
      "the least recently used goes",
      "An account trusts a few, and each has some keys of a kilobyte.",
      "IssuerKeysTest"),
  JWT_KEYS(
      "keys of an issuer of tokens",
      100,
      Unit.COUNT,
      "",
      "the others are not used",
      "An issuer has two or three while it changes them.",
      "KeySetTest"),
  AUTHORIZER_REPLIES(
      "answers of the authorizers of HTTP APIs that an event loop keeps",
      1_024,
      Unit.COUNT,
      "",
      "the least recently used goes",
      "Each has 8 KB at most, and a function is asked again for one that has gone.",
      "HttpApiKeptRepliesTest"),
  JWT_KEY_BITS(
      "bits of an RSA key of an issuer",
      4_096,
      Unit.COUNT,
      "",
      "the key is not used",
      "A longer key takes an event loop long.",
      "KeySetTest"),
  JWT_READ_TIME(
      "time to read each of the two documents of an issuer",
      10_000,
      Unit.MILLIS,
      "",
      "401",
      "A client waits for it, and two of these leave time for the integration.",
      "PublishedKeysTest"),
  BACKEND_CALLS(
      "calls of HTTP backends under way on an event loop, and as many of services of AWS",
      1_024,
      Unit.COUNT,
      "",
      "the frame Too Many Requests",
      "Each takes a file descriptor and some kilobytes, and a client waits for each.",
      "HttpBackendLimitsTest"),
  BACKEND_CONNECTIONS(
      "connections of an event loop to one address of a backend",
      128,
      Unit.COUNT,
      "",
      "the call waits for a connection",
      "A backend that answers in 10 milliseconds serves 12,800 messages a second by them.",
      "HttpBackendLimitsTest"),
  BACKEND_WAITING(
      "calls that wait for a connection to one address of a backend",
      256,
      Unit.COUNT,
      "",
      "the frame Too Many Requests",
      "More would wait longer than their clients, and keep calls from other backends.",
      "HttpBackendLimitsTest"),
  BACKEND_REPLY(
      "answer of a backend",
      1024 * 1024,
      Unit.BYTES,
      "",
      "the frame Internal server error",
      "An evaluation takes no more, and eight of the largest frames fit.",
      "HttpIntegrationTest"),
  BACKEND_CONNECT_TIME(
      "time to open a connection to a backend",
      5_000,
      Unit.MILLIS,
      "",
      "the frame Internal server error",
      "A lost packet is sent again twice by then.",
      "HttpIntegrationTest"),
  BACKEND_NAMES(
      "names of backends whose addresses an event loop keeps",
      256,
      Unit.COUNT,
      "",
      "the least recently used goes",
      "APIs have a few backends each, and a lookup takes a millisecond.",
      "HostNamesTest"),
  GATEWAY_IDLE(
      "time of a client's connection without a frame in either direction",
      600_000,
      Unit.MILLIS,
      "PATCHBAY_GATEWAY_IDLE_MILLIS",
      "close 1001",
      "The limit of API Gateway.",
      "GatewaySocketTest"),
  GATEWAY_LIFETIME(
      "time from a client's handshake",
      7_200_000,
      Unit.MILLIS,
      "PATCHBAY_GATEWAY_LIFETIME_MILLIS",
      "close 1001",
      "The limit of API Gateway.",
      "GatewaySocketTest"),
  REPLICA_CONNECTIONS(
      "connections from other replicas, and as many to them",
      1_024,
      Unit.COUNT,
      "",
      "the new connection is closed",
      "Sixteen of each of 64 replicas; their bodies are read before a signature is verified.",
      "ReplicaServerTest"),
  REMOTE_COMMANDS(
      "requests of backends that run on other replicas",
      2_048,
      Unit.COUNT,
      "",
      "503 ServiceUnavailableException",
      "Each may have a message of 128 KiB, and another replica answers in milliseconds.",
      "RegistryLimitsTest"),
  REMOTE_COMMAND_TIME(
      "time in which a request of a backend reaches the replica of its connection",
      2_000,
      Unit.MILLIS,
      "",
      "it is not carried out; 503 ServiceUnavailableException",
      "A backend that has waited longer may have sent another one.",
      "RegisteredConnectionsTest"),
  REGISTRY_CHANGES(
      "new and ended connections that Redis does not have yet",
      16_384,
      Unit.COUNT,
      "",
      "all connections are written again later",
      "More would wait for seconds.",
      "RegistryLimitsTest"),
  LISTED_CONNECTIONS(
      "connections of an API that are read for a page of those of a stage",
      8_000,
      Unit.COUNT,
      "",
      "the page ends early, with a nextToken",
      "Redis takes a millisecond for 500 of them, and other stages may have most.",
      "RegisteredConnectionsTest");

  /** The unit of a value. */
  public enum Unit {
    BYTES,
    MILLIS,
    COUNT
  }

  private final String subject;
  private final long value;
  private final Unit unit;
  private final String setting;
  private final String refusal;
  private final String reason;
  private final String test;

  /**
   * A row of the table.
   *
   * @param subject names the limited quantity
   * @param setting the environment variable that changes the value, empty for none
   * @param refusal status and type of the error beyond the limit, or the effect instead of an error
   * @param reason one sentence
   * @param test the simple name of the test class that fails when the limit does not hold
   */
  Limit(
      String subject,
      long value,
      Unit unit,
      String setting,
      String refusal,
      String reason,
      String test) {
    this.subject = subject;
    this.value = value;
    this.unit = unit;
    this.setting = setting;
    this.refusal = refusal;
    this.reason = reason;
    this.test = test;
  }

  public String subject() {
    return subject;
  }

  /** The value, or the default of its setting. */
  public long value() {
    return value;
  }

  /** The value of a limit that fits an int. */
  public int intValue() {
    return Math.toIntExact(value);
  }

  public Unit unit() {
    return unit;
  }

  public Optional<String> setting() {
    return setting.isEmpty() ? Optional.empty() : Optional.of(setting);
  }

  public String refusal() {
    return refusal;
  }

  public String reason() {
    return reason;
  }

  public String test() {
    return test;
  }
}

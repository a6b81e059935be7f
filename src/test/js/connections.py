"""Posts to a connection, reads it and ends it with boto3.

The arguments are the address of the connection's stage and the connection's identifier.
"""
import sys

import boto3
from botocore.config import Config

client = boto3.client(
    "apigatewaymanagementapi",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
    config=Config(retries={"total_max_attempts": 1}),
)
connection = {"ConnectionId": sys.argv[2]}


def post(**arguments):
    client.post_to_connection(Data="hello from boto3", **arguments)


post(**connection)
facts = client.get_connection(**connection)
assert facts["ConnectedAt"] <= facts["LastActiveAt"], facts
assert facts["Identity"]["SourceIp"] == "127.0.0.1", facts
client.delete_connection(**connection)
for call in (post, client.get_connection, client.delete_connection):
    try:
        call(**connection)
    except client.exceptions.GoneException as gone:
        assert gone.response["ResponseMetadata"]["HTTPStatusCode"] == 410, gone.response
    else:
        raise AssertionError("the connection is not gone")

"""Sends the calls of operations.json with boto3 to the service at the address that is given."""
import json
import re
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

client = boto3.client(
    "apigatewayv2",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
    config=Config(retries={"total_max_attempts": 1}),
)
results = {"run": "boto3"}


def filled(value):
    """The value with the results of earlier calls in it."""
    if isinstance(value, dict):
        return {key: filled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each) for each in value]
    return re.sub(r"\$\{(.+?)}", result, value) if isinstance(value, str) else value


def result(place):
    name, _, member = place[1].partition(".")
    return results[name][member] if member else results[name]


def check(found, expected, place):
    if isinstance(expected, dict) and expected:
        for key, each in expected.items():
            check(found[key], each, f"{place}.{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), f"{place}: {found}"
        for index, each in enumerate(expected):
            check(found[index], each, f"{place}[{index}]")
    else:
        assert found == expected, f"{place}: {found!r} is not {expected!r}"


def method(operation):
    return getattr(client, re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower())


with open("operations.json", encoding="utf-8") as file:
    steps = json.load(file)
for step in steps:
    try:
        answer = method(step["call"])(**filled(step["with"]))
    except ClientError as error:
        assert error.response["Error"]["Code"] == step.get("refused"), f"{step}: {error}"
        continue
    assert "refused" not in step, f"not refused: {step}"
    for member, value in step.get("has", {}).items():
        check(answer[member], value, f"{step['call']}.{member}")
    results[step.get("as", "")] = answer
print(f"{len(steps)} calls")

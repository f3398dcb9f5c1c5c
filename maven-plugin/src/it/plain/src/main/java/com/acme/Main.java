package com.acme;

import com.acme.nets.Scorer;

public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.out.println("scores: " + Scorer.create(42L).predict(new float[] {1, 2, 3}).length);
    }
}
